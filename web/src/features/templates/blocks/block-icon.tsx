import {
  IconBox,
  IconCode,
  IconColumns2,
  IconHandClick,
  IconHeading,
  IconLayoutBottombar,
  IconList,
  IconMinus,
  IconPhoto,
  IconReceipt,
  IconSpacingVertical,
  IconTextSize,
} from '@tabler/icons-react'
import { type BlockType, typeOf } from '@/features/templates/blocks/types'

const kIcons = {
  heading: IconHeading,
  text: IconTextSize,
  button: IconHandClick,
  image: IconPhoto,
  divider: IconMinus,
  spacer: IconSpacingVertical,
  columns: IconColumns2,
  section: IconBox,
  product_list: IconList,
  order_summary: IconReceipt,
  html: IconCode,
  footer: IconLayoutBottombar,
} satisfies Record<BlockType, unknown>

export function BlockIcon({ type }: { type: string }) {
  const Icon = kIcons[typeOf(type) ?? 'section']
  return <Icon size={16} stroke={1.7} aria-hidden style={{ flexShrink: 0 }} />
}

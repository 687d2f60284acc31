import {
  IconBellRinging,
  IconDeviceMobileMessage,
  IconMail,
  IconPuzzle,
  IconWebhook,
} from '@tabler/icons-react'
import type { TemplateKind } from '@/api/types'

const kIcons = {
  email: IconMail,
  sms: IconDeviceMobileMessage,
  push: IconBellRinging,
  webhook: IconWebhook,
  snippet: IconPuzzle,
} satisfies Record<TemplateKind, unknown>

export function KindIcon({ kind, size = 16 }: { kind: TemplateKind; size?: number }) {
  const Icon = kIcons[kind]
  return <Icon size={size} stroke={1.7} aria-hidden style={{ flexShrink: 0 }} />
}

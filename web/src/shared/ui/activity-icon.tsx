import { ThemeIcon } from '@mantine/core'
import {
  IconActivity,
  IconAlertTriangle,
  IconCircleCheck,
  IconCirclesRelation,
  IconClock,
  IconPlayerPause,
  IconPlayerPlay,
  IconReceipt,
  IconReceiptOff,
  IconReceiptRefund,
  IconRepeat,
  IconRepeatOff,
  IconShoppingCartCheck,
  IconShoppingCartX,
  IconSparkles,
  IconUserPlus,
  type TablerIcon,
} from '@tabler/icons-react'

const kIcons: Record<string, [TablerIcon, string]> = {
  customer_created: [IconUserPlus, 'ink'],
  order_created: [IconReceipt, 'gray'],
  order_paid: [IconCircleCheck, 'moss'],
  order_payment_failed: [IconAlertTriangle, 'rose'],
  order_voided: [IconReceiptOff, 'gray'],
  order_uncollectible: [IconReceiptOff, 'rose'],
  order_refunded: [IconReceiptRefund, 'amber'],
  subscription_started: [IconRepeat, 'ink'],
  subscription_trial_started: [IconSparkles, 'plum'],
  subscription_trial_ending: [IconClock, 'amber'],
  subscription_renewed: [IconRepeat, 'moss'],
  subscription_cancelled: [IconRepeatOff, 'rose'],
  subscription_past_due: [IconAlertTriangle, 'rose'],
  subscription_paused: [IconPlayerPause, 'amber'],
  subscription_resumed: [IconPlayerPlay, 'moss'],
  cart_abandoned: [IconShoppingCartX, 'amber'],
  cart_recovered: [IconShoppingCartCheck, 'moss'],
  segment_entered: [IconCirclesRelation, 'plum'],
  segment_left: [IconCirclesRelation, 'gray'],
}

/** A picture for a kind of activity; the text beside it says what it is. */
export function ActivityIcon({ kind }: { kind: string }) {
  const [Icon, color] = kIcons[kind] ?? [IconActivity, 'gray']
  return (
    <ThemeIcon variant="light" color={color} radius="xl" size={28} aria-hidden>
      <Icon size={15} />
    </ThemeIcon>
  )
}

import { StatusBadge, type Tone } from '@/shared/ui/status-badge'

const kTones: Record<string, Tone> = {
  paid: 'good',
  succeeded: 'good',
  open: 'accent',
  draft: 'calm',
  pending: 'accent',
  void: 'calm',
  uncollectible: 'bad',
  failed: 'bad',
  uncaptured: 'warn',
  refunded: 'warn',
}

export function OrderStatus({ status, label }: { status: string; label: string }) {
  return <StatusBadge tone={kTones[status] ?? 'calm'}>{label}</StatusBadge>
}

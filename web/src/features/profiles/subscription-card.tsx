import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Subscription } from '@/api/types'
import { formatMoney } from '@/shared/format/money'
import { formatDate } from '@/shared/format/time'
import { StatusBadge, type Tone } from '@/shared/ui/status-badge'

const kTones: Record<Subscription['state'], Tone> = {
  active: 'good',
  trial: 'accent',
  past_due: 'bad',
  paused: 'warn',
  cancelled: 'calm',
  incomplete: 'calm',
}

export function SubscriptionCard({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation()
  const dates = [
    ['started', subscription.started],
    ['trialEnd', subscription.state === 'trial' ? subscription.trial_end : null],
    ['renews', subscription.renews],
    ['cancels', subscription.cancels],
    ['ended', subscription.ended],
  ] as const
  const { amount } = subscription
  const rhythm = { count: subscription.interval_count, interval: subscription.interval }
  const names = subscription.products.map((product) => product.name ?? t('profiles.orders.noName'))
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Group gap="sm">
          <Anchor size="sm" fw={600} href={subscription.url} target="_blank" rel="noreferrer">
            {names.join(', ') || subscription.id}
          </Anchor>
          <StatusBadge tone={kTones[subscription.state]}>
            {t(`profiles.state.${subscription.state}`)}
          </StatusBadge>
        </Group>
        {subscription.interval && (
          <Text size="sm" fw={500} className="numbers">
            {amount === null
              ? t('profiles.subscriptions.everyUnknown', rhythm)
              : t('profiles.subscriptions.every', {
                  ...rhythm,
                  amount: formatMoney(amount, subscription.currency),
                })}
          </Text>
        )}
      </Group>
      <Group gap="md">
        {dates.map(
          ([name, at]) =>
            at && (
              <Text key={name} size="xs" c="dimmed">
                {t(`profiles.subscriptions.${name}`)} {formatDate(at)}
              </Text>
            ),
        )}
      </Group>
    </Stack>
  )
}

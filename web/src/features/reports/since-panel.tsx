import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sinceQuery } from '@/features/reports/api/get-since'
import { formatMoney } from '@/shared/format/money'
import { Panel } from '@/shared/ui/panel'
import { StatusBadge } from '@/shared/ui/status-badge'

/** "Since you were last here: 14 new, 3 cancelled." */
export function SincePanel({ at }: { at: number }) {
  const { t } = useTranslation()
  // The visit that one comes back from does not move while one looks.
  const [moment] = useState(at)
  const since = useQuery(sinceQuery(moment)).data
  if (!since) return null
  const parts = [
    since.profiles_new > 0 && t('home.since.profiles', { count: since.profiles_new }),
    since.orders_paid > 0 && t('home.since.orders', { count: since.orders_paid }),
    ...Object.entries(since.sales).map(
      ([currency, net]) =>
        net !== 0 && t('home.since.sales', { money: formatMoney(net, currency) }),
    ),
    since.subscriptions_cancelled > 0 &&
      t('home.since.cancelled', { count: since.subscriptions_cancelled }),
    since.customers_deleted > 0 && t('home.since.deleted', { count: since.customers_deleted }),
  ].filter((part): part is string => typeof part === 'string')
  return (
    <Panel>
      <Group gap="sm">
        <Text size="sm" fw={600}>
          {t('home.since.title')}:
        </Text>
        {parts.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('home.since.nothing')}
          </Text>
        )}
        {parts.map((part) => (
          <StatusBadge key={part} tone="calm">
            {part}
          </StatusBadge>
        ))}
      </Group>
    </Panel>
  )
}

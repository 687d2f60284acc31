import { Stack } from '@mantine/core'
import { IconRepeat } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { subscriptionsQuery } from '@/features/profiles/api/list-subscriptions'
import { PagedTab } from '@/features/profiles/paged-tab'
import { SubscriptionCard } from '@/features/profiles/subscription-card'

export function SubscriptionsTab({ id }: { id: string }) {
  const { t } = useTranslation()
  const subscriptions = useInfiniteQuery(subscriptionsQuery(id))
  return (
    <PagedTab
      query={subscriptions}
      empty={{
        icon: IconRepeat,
        title: t('profiles.subscriptions.empty'),
        text: t('profiles.subscriptions.emptyText'),
      }}
    >
      {(rows) => (
        <Stack gap="lg">
          {rows.map((subscription) => (
            <SubscriptionCard key={subscription.id} subscription={subscription} />
          ))}
        </Stack>
      )}
    </PagedTab>
  )
}

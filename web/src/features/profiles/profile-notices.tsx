import { Alert, Anchor, Group, Stack, Text } from '@mantine/core'
import { IconInfoCircle, IconUsers, IconUserX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Profile } from '@/api/types'
import { customersQuery } from '@/features/profiles/api/list-customers'
import { resourceName } from '@/features/profiles/resource-name'
import { StatusBadge } from '@/shared/ui/status-badge'

const kShownAtOnce = 5

/** What is special about a person: deleted at Stripe, several customers in one, still being read. */
export function ProfileNotices({ profile }: { profile: Profile }) {
  const { t } = useTranslation()
  const several = profile.stripe.customer_ids.length > 1
  const customers = useQuery({ ...customersQuery(profile.id), enabled: several }).data?.data ?? []
  const { pending, deleted } = profile.stripe
  return (
    <>
      {deleted && (
        <Alert color="rose" icon={<IconUserX aria-hidden />}>
          {t('profiles.page.deleted')}
        </Alert>
      )}
      {pending.length > 0 && (
        <Alert color="gray" icon={<IconInfoCircle aria-hidden />}>
          {t('profiles.page.pending', {
            what: pending.map((resource) => resourceName(t, resource)).join(', '),
          })}
        </Alert>
      )}
      {several && (
        <Alert
          color="plum"
          icon={<IconUsers aria-hidden />}
          title={t('profiles.page.shared', { count: profile.stripe.customer_ids.length })}
        >
          <Stack gap={4}>
            {customers.slice(0, kShownAtOnce).map((customer) => (
              <Group key={customer.id} gap="xs">
                <Anchor
                  size="sm"
                  c="inherit"
                  td="underline"
                  href={customer.url}
                  target="_blank"
                  rel="noreferrer"
                >
                  {customer.id}
                </Anchor>
                <Text size="sm">{customer.name}</Text>
                {customer.primary && (
                  <StatusBadge tone="accent">{t('profiles.page.primary')}</StatusBadge>
                )}
                {customer.deleted && (
                  <StatusBadge tone="bad">{t('profiles.page.customerDeleted')}</StatusBadge>
                )}
              </Group>
            ))}
            {customers.length > kShownAtOnce && (
              <Text size="sm">
                {t('profiles.page.more', { count: customers.length - kShownAtOnce })}
              </Text>
            )}
          </Stack>
        </Alert>
      )}
    </>
  )
}

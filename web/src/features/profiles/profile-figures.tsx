import { Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Profile } from '@/api/types'
import { ExplainDrawer } from '@/features/profiles/explain-drawer'
import { FieldValue } from '@/features/profiles/field-value'
import { HowButton } from '@/features/profiles/how-button'
import classes from '@/features/profiles/profile-figures.module.css'
import { fieldsQuery } from '@/shared/data/list-fields'
import { formatMoney } from '@/shared/format/money'

const kShown = [
  ['stripe_total_sales', 'sales'],
  ['stripe_total_orders', 'orders'],
  ['stripe_last_create_order_date', 'last'],
  ['stripe_subscription_active', 'active'],
] as const

/** The four figures one looks for first, and the other currencies' sales. */
export function ProfileFigures({ profile }: { profile: Profile }) {
  const { t } = useTranslation()
  const [explained, setExplained] = useState<Field | null>(null)
  const fields = useQuery(fieldsQuery).data?.data ?? []
  const others = Object.entries(profile.stripe.sales).filter(
    ([code]) => code !== profile.fields.stripe_currency,
  )
  const main = profile.fields.stripe_currency
    ? profile.stripe.sales[profile.fields.stripe_currency]
    : undefined
  return (
    <>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        {kShown.map(([name, label]) => {
          const field = fields.find((candidate) => candidate.name === name)
          return (
            <Stack key={name} gap={2} className={classes.figure}>
              <Group justify="space-between" gap={4} wrap="nowrap">
                <Text size="xs" c="dimmed">
                  {t(`profiles.page.${label}`)}
                </Text>
                {field && <HowButton field={field} onExplain={setExplained} />}
              </Group>
              <Text fw={650} fz="xl" component="div" className="numbers">
                {field ? <FieldValue profile={profile} field={field} /> : t('common.none')}
              </Text>
              {name === 'stripe_total_sales' && main !== undefined && main.refunded > 0 && (
                <Text size="xs" c="dimmed">
                  {t('profiles.page.refunded', {
                    gross: formatMoney(main.gross, profile.fields.stripe_currency),
                    refunded: formatMoney(main.refunded, profile.fields.stripe_currency),
                  })}
                </Text>
              )}
              {name === 'stripe_total_sales' &&
                others.map(([code, sales]) => (
                  <Text key={code} size="xs" c="dimmed" className="numbers">
                    {formatMoney(sales.net, code)}
                  </Text>
                ))}
            </Stack>
          )
        })}
      </SimpleGrid>
      <ExplainDrawer profile={profile} field={explained} onClose={() => setExplained(null)} />
    </>
  )
}

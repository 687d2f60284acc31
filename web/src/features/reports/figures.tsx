import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Overview } from '@/api/types'
import classes from '@/features/reports/figures.module.css'
import { currenciesOf } from '@/features/reports/overview-series'
import { formatMoney, formatNumber } from '@/shared/format/money'

interface Props {
  overview: Overview
  currency: string | undefined
  days: number
}

export function Figures({ overview, currency, days }: Props) {
  const { t } = useTranslation()
  const totals = Object.values(overview.currencies).map((entry) => entry.total)
  const orders = totals.reduce((sum, total) => sum + total.orders, 0)
  const main = currency ? overview.currencies[currency]?.total : undefined
  const others = currenciesOf(overview).filter((code) => code !== currency)
  const figures = [
    {
      label: t('home.figures.customers'),
      value: formatNumber(overview.customers.total),
      more: [t('home.figures.withEmail', { count: formatNumber(overview.customers.with_email) })],
    },
    { label: t('home.figures.orders', { days }), value: formatNumber(orders), more: [] },
    {
      label: t('home.figures.sales', { days }),
      value: main ? formatMoney(main.net, currency) : t('common.none'),
      more: others.map((code) => formatMoney(overview.currencies[code]?.total.net ?? 0, code)),
    },
    {
      label: t('home.figures.fresh', { days }),
      value: main ? formatNumber(main.new_customers) : t('common.none'),
      more: [t('home.figures.freshMore')],
    },
  ]
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      {figures.map((figure) => (
        <Stack key={figure.label} gap={2} className={classes.figure}>
          <Text size="xs" c="dimmed">
            {figure.label}
          </Text>
          <Text fw={650} fz={26} lh={1.25} className="numbers">
            {figure.value}
          </Text>
          {figure.more.map((line) => (
            <Text key={line} size="xs" c="dimmed" className="numbers">
              {line}
            </Text>
          ))}
        </Stack>
      ))}
    </SimpleGrid>
  )
}

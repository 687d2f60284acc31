import { Grid, Select, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '@/api/types'
import { overviewQuery } from '@/features/reports/api/get-overview'
import { ChartPanel } from '@/features/reports/chart-panel'
import { Figures } from '@/features/reports/figures'
import { currenciesOf } from '@/features/reports/overview-series'
import { formatMoney, formatMoneyShort, formatNumber } from '@/shared/format/money'
import { QueryView } from '@/shared/ui/query-view'

interface ChartsProps {
  all: Overview['currencies']
  currency: string | undefined
  onCurrency: (code: string | null) => void
}

/** Not drawn again while only people are counted, four times a second during an import. */
const Charts = memo(function Charts({ all, currency, onCurrency }: ChartsProps) {
  const { t } = useTranslation()
  const currencies = currenciesOf({ currencies: all })
  const points = (currency ? all[currency] : undefined)?.points ?? []
  const times = points.map((point) => point.at ?? 0)
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <ChartPanel
          title={t('home.chart.sales')}
          lead={t('home.chart.salesLead', { currency: (currency ?? '').toUpperCase() })}
          times={times}
          series={[{ label: t('home.chart.sales'), values: points.map((point) => point.net) }]}
          format={(value) => formatMoney(value, currency)}
          formatShort={(value) => formatMoneyShort(value, currency)}
          actions={
            currencies.length > 1 && (
              <Select
                size="xs"
                w={90}
                aria-label={t('home.chart.currency')}
                data={currencies.map((code) => ({ value: code, label: code.toUpperCase() }))}
                value={currency ?? null}
                onChange={onCurrency}
                allowDeselect={false}
              />
            )
          }
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <ChartPanel
          title={t('home.chart.people')}
          lead={t('home.chart.peopleLead')}
          times={times}
          series={[
            { label: t('home.chart.fresh'), values: points.map((point) => point.new_customers) },
            {
              label: t('home.chart.returning'),
              values: points.map((point) => point.returning_customers ?? 0),
            },
          ]}
          format={formatNumber}
          formatShort={formatNumber}
        />
      </Grid.Col>
    </Grid>
  )
})

function Panels({ overview, days }: { overview: Overview; days: number }) {
  const currencies = currenciesOf(overview)
  const [chosen, choose] = useState<string | null>(null)
  const currency = chosen && currencies.includes(chosen) ? chosen : currencies[0]
  return (
    <Stack gap="lg">
      <Figures overview={overview} currency={currency} days={days} />
      <Charts all={overview.currencies} currency={currency} onCurrency={choose} />
    </Stack>
  )
}

export function OverviewPanels({ days }: { days: number }) {
  const overview = useQuery(overviewQuery(days))
  return (
    <QueryView query={overview} skeleton={<Skeleton height={380} radius="md" />}>
      {(data) => <Panels overview={data} days={days} />}
    </QueryView>
  )
}

import { Button, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Series, TimeChart } from '@/features/reports/time-chart'
import { TimeTable } from '@/features/reports/time-table'
import { Panel } from '@/shared/ui/panel'

interface Props {
  title: string
  lead: string
  times: number[]
  series: Series[]
  format: (value: number) => string
  /** For the axis, where there is little room. */
  formatShort: (value: number) => string
  values?: 'flow' | 'level'
  actions?: ReactNode
}

/** A chart with the table behind it: the same numbers for those who cannot see the lines. */
export function ChartPanel({
  title,
  lead,
  times,
  series,
  format,
  formatShort,
  values = 'flow',
  actions,
}: Props) {
  const { t } = useTranslation()
  const [table, setTable] = useState(false)
  const empty = values === 'flow' && series.every((one) => one.values.every((value) => value === 0))
  return (
    <Panel
      title={title}
      lead={lead}
      actions={
        <>
          {actions}
          <Button size="xs" variant="default" aria-pressed={table} onClick={() => setTable(!table)}>
            {t(table ? 'home.chart.chart' : 'home.chart.table')}
          </Button>
        </>
      }
    >
      {table ? (
        <TimeTable title={title} times={times} series={series} format={format} />
      ) : (
        <TimeChart
          title={title}
          times={times}
          series={series}
          format={format}
          formatShort={formatShort}
          values={values}
        />
      )}
      {empty && (
        <Text size="sm" c="dimmed" ta="center">
          {t('home.chart.empty')}
        </Text>
      )}
    </Panel>
  )
}

import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { kSpans } from '@/features/reports/spans'

/** How many days the figures and charts look back. */
export function SpanControl({
  days,
  onChange,
}: {
  days: number
  onChange: (days: number) => void
}) {
  const { t } = useTranslation()
  return (
    <SegmentedControl
      aria-label={t('home.chart.span')}
      value={String(days)}
      onChange={(value) => onChange(Number(value))}
      data={kSpans.map((count) => ({
        value: String(count),
        label: t('home.chart.days', { count }),
      }))}
    />
  )
}

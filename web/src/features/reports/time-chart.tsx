import { Group, Text, useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { chartOptions, kSeriesColors } from '@/features/reports/chart-options'
import classes from '@/features/reports/time-chart.module.css'
import { formatDate } from '@/shared/format/time'

export interface Series {
  label: string
  values: number[]
}

interface Props {
  title: string
  times: number[]
  series: Series[]
  format: (value: number) => string
  formatShort: (value: number) => string
  /** What the values of a day are: what came in it, which adds up, or how much there was. */
  values?: 'flow' | 'level'
}

const kHeight = 230

/** Lines over time. The picture is described in a sentence; ChartPanel has the table. */
export function TimeChart({ title, times, series, format, formatShort, values = 'flow' }: Props) {
  const { t } = useTranslation()
  const scheme = useComputedColorScheme('light')
  const { ref: frame, width } = useElementSize()
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | null>(null)
  const data: uPlot.AlignedData = [times, ...series.map((one) => one.values)]
  const latest = useRef({ data, formatShort })
  latest.current = { data, formatShort }
  const labels = series.map((one) => one.label).join('\n')

  useEffect(() => {
    if (!place.current || width === 0) return
    const options = chartOptions({
      width,
      height: kHeight,
      scheme,
      labels: labels.split('\n'),
      format: (value) => latest.current.formatShort(value),
    })
    chart.current = new uPlot(options, latest.current.data, place.current)
    return () => {
      chart.current?.destroy()
      chart.current = null
    }
  }, [width, scheme, labels])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the values decide, not the arrays that hold them
  useEffect(() => {
    chart.current?.setData(latest.current.data)
  }, [JSON.stringify(data)])

  const all = series.flatMap((one) => one.values)
  const description = t(`home.chart.describe.${values}`, {
    title,
    first: times[0] ? formatDate(times[0]) : '',
    last: times.length > 0 ? formatDate(times[times.length - 1] ?? 0) : '',
    most: format(Math.max(0, ...all)),
    total: format(all.reduce((sum, value) => sum + value, 0)),
    latest: format(all.at(-1) ?? 0),
  })
  return (
    <div ref={frame} className={classes.frame}>
      <div ref={place} role="img" aria-label={description} style={{ height: kHeight }} />
      {series.length > 1 && (
        <Group gap="md" mt="xs" justify="center">
          {series.map((one, index) => (
            <Group key={one.label} gap={6}>
              <span className={classes.dot} style={{ background: kSeriesColors[scheme][index] }} />
              <Text size="xs">{one.label}</Text>
            </Group>
          ))}
        </Group>
      )}
    </div>
  )
}

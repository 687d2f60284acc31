import { ScrollArea, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Series } from '@/features/reports/time-chart'
import { formatDate } from '@/shared/format/time'

interface Props {
  title: string
  times: number[]
  series: Series[]
  format: (value: number) => string
}

export function TimeTable({ title, times, series, format }: Props) {
  const { t } = useTranslation()
  return (
    <ScrollArea h={240} viewportProps={{ tabIndex: 0 }}>
      <Table stickyHeader>
        <caption style={{ position: 'absolute', clipPath: 'inset(50%)' }}>{title}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('home.chart.day')}</Table.Th>
            {series.map((one) => (
              <Table.Th key={one.label} ta="end">
                {one.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {times.map((at, index) => (
            <Table.Tr key={at}>
              <Table.Td>{formatDate(at)}</Table.Td>
              {series.map((one) => (
                <Table.Td key={one.label} ta="end" className="numbers">
                  {format(one.values[index] ?? 0)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  )
}

import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ChartPanel } from '@/features/reports/chart-panel'
import { sizesQuery } from '@/features/segments/api/get-sizes'
import { ChangeList } from '@/features/segments/change-list'
import { formatNumber } from '@/shared/format/money'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'

const kDays = 90

/** How many were in a segment day by day, and who entered and left. */
export function SegmentHistory({ id }: { id: string }) {
  const { t } = useTranslation()
  const sizes = useQuery(sizesQuery(id, kDays))
  return (
    <Stack gap="lg">
      <QueryView query={sizes}>
        {({ days }) =>
          days.length < 2 ? (
            <Panel title={t('segments.history.title')}>
              <Text size="sm">{t('segments.history.firstDay', { size: days[0]?.size ?? 0 })}</Text>
            </Panel>
          ) : (
            <ChartPanel
              title={t('segments.history.title')}
              lead={t('segments.history.lead')}
              times={days.map((day) => day.at)}
              series={[{ label: t('segments.size'), values: days.map((day) => day.size) }]}
              format={formatNumber}
              formatShort={formatNumber}
              values="level"
            />
          )
        }
      </QueryView>
      <ChangeList id={id} />
    </Stack>
  )
}

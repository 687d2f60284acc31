import { Alert, Group, Skeleton, Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SegmentPreview } from '@/api/types'
import { SalesList } from '@/features/segments/sales-list'
import { SampleList } from '@/features/segments/sample-list'
import { integrationQuery } from '@/shared/data/get-integration'
import { formatNumber, formatShare } from '@/shared/format/money'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'

interface Props {
  preview: UseQueryResult<SegmentPreview>
  isCurrent: boolean
  unfinished: number
  /** Whether the refusal stands at a row already. */
  isTold: boolean
  onPerson: (id: string) => void
}

/** How many people a condition means now, what they brought, who some of them are, and the whole in English. */
export function PreviewPanel({ preview, isCurrent, unfinished, isTold, onPerson }: Props) {
  const { t } = useTranslation()
  const all = useQuery(integrationQuery).data?.counts.profiles
  const { data, error } = preview
  return (
    <Panel title={t('segments.preview.title')}>
      <Stack gap="md" aria-busy={!isCurrent} data-preview={isCurrent ? 'current' : 'asking'}>
        {error && !isTold && <ProblemAlert error={error} onRetry={() => void preview.refetch()} />}
        {!data && !error && <Skeleton height={120} />}
        {data && (
          <>
            <Stack gap={0} role="status">
              <Group gap={8} align="baseline">
                <Text fz={32} fw={650} lh={1.1} className="numbers" data-people={data.size}>
                  {formatNumber(data.size)}
                </Text>
                <Text fw={500}>{t('segments.preview.people', { count: data.size })}</Text>
              </Group>
              {all !== undefined && all > 0 && (
                <Text size="sm" c="dimmed">
                  {t('segments.preview.share', { share: formatShare(data.size / all) })}
                </Text>
              )}
            </Stack>
            <SalesList sales={data.sales} />
            <Text size="sm" data-sentence style={{ overflowWrap: 'anywhere' }}>
              {data.sentence}
            </Text>
            {data.constant && (
              <Alert color="amber" p="xs">
                {t(`segments.preview.${data.constant}`)}
              </Alert>
            )}
            {unfinished > 0 && (
              <Text size="xs" c="dimmed">
                {t('segments.preview.stale', { count: unfinished })}
              </Text>
            )}
            <SampleList people={data.sample} matched={data.matched} onChoose={onPerson} />
          </>
        )}
      </Stack>
    </Panel>
  )
}

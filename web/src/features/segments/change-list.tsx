import { Button, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { changesQuery } from '@/features/segments/api/list-changes'
import { ChangeEntry } from '@/features/segments/change-entry'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { RowsSkeleton } from '@/shared/ui/rows-skeleton'

/** Who really entered and left, the newest first. */
export function ChangeList({ id }: { id: string }) {
  const { t } = useTranslation()
  const query = useInfiniteQuery(changesQuery(id))
  const all = query.data?.pages.flatMap((page) => page.data)
  return (
    <Panel title={t('segments.history.changes')} lead={t('segments.history.changesLead')}>
      {query.error && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {!all && !query.error && <RowsSkeleton rows={5} />}
      {all?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('segments.history.none')}
        </Text>
      )}
      {all && all.length > 0 && (
        <Stack component="ol" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
          {all.map((change) => (
            <ChangeEntry key={change.id} change={change} />
          ))}
        </Stack>
      )}
      {query.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          mt="sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
    </Panel>
  )
}

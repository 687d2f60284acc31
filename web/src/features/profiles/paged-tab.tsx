import { Button, Center } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/shared/ui/empty'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { RowsSkeleton } from '@/shared/ui/rows-skeleton'

interface Props<T> {
  query: UseInfiniteQueryResult<{ pages: { data: T[] }[] }>
  empty: { icon: TablerIcon; title: string; text: string }
  children: (rows: T[]) => ReactNode
  flush?: boolean
}

/** A tab that lists what belongs to a person, page after page. */
export function PagedTab<T>({ query, empty, children, flush }: Props<T>) {
  const { t } = useTranslation()
  const rows = query.data?.pages.flatMap((page) => page.data)
  if (!rows) {
    if (query.error)
      return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
    return (
      <Panel>
        <RowsSkeleton />
      </Panel>
    )
  }
  return (
    <Panel flush={(flush ?? false) && rows.length > 0}>
      {rows.length === 0 ? <Empty {...empty} /> : children(rows)}
      {query.hasNextPage && (
        <Center p="md">
          <Button
            variant="default"
            size="xs"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('common.loadMore')}
          </Button>
        </Center>
      )}
    </Panel>
  )
}

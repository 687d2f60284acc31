import { Button, Center } from '@mantine/core'
import { IconListDetails } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { auditQuery } from '@/features/accounts/api/list-audit'
import { AuditTable } from '@/features/accounts/audit-table'
import { Empty } from '@/shared/ui/empty'
import { Page } from '@/shared/ui/page'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { RowsSkeleton } from '@/shared/ui/rows-skeleton'

export function AuditPage() {
  const { t } = useTranslation()
  const audit = useInfiniteQuery(auditQuery)
  const closed = audit.error !== null && asProblem(audit.error).forbidden
  const entries = audit.data?.pages.flatMap((page) => page.data)
  return (
    <Page title={t('accounts.audit.title')} lead={t('accounts.audit.lead')} help="audit-log">
      {audit.error && <ProblemAlert error={audit.error} onRetry={() => void audit.refetch()} />}
      {!entries && !audit.error && <RowsSkeleton rows={10} />}
      {entries && !closed && (
        <Panel flush>
          {entries.length > 0 ? (
            <AuditTable entries={entries} />
          ) : (
            <Empty
              icon={IconListDetails}
              title={t('accounts.audit.empty')}
              text={t('accounts.audit.emptyText')}
            />
          )}
        </Panel>
      )}
      {audit.hasNextPage && !closed && (
        <Center mt="md">
          <Button
            variant="default"
            loading={audit.isFetchingNextPage}
            onClick={() => void audit.fetchNextPage()}
          >
            {t('common.loadMore')}
          </Button>
        </Center>
      )}
    </Page>
  )
}

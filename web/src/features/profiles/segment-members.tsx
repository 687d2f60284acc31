import { Button, Group, Stack } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { membersQuery } from '@/features/profiles/api/list-members'
import { chosenColumns } from '@/features/profiles/columns'
import { ExportMenu } from '@/features/profiles/export-menu'
import { PageButtons } from '@/features/profiles/page-buttons'
import { ProfileTable } from '@/features/profiles/profile-table'
import { useFollow } from '@/features/profiles/use-follow'
import { fieldsQuery } from '@/shared/data/list-fields'
import { segmentsQuery } from '@/shared/data/list-segments'
import { Empty } from '@/shared/ui/empty'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { RowsSkeleton } from '@/shared/ui/rows-skeleton'

interface Place {
  after?: string
  before?: string
}

/** Who is in a segment now, page by page; the list follows the shop. */
export function SegmentMembers({ segment }: { segment: string }) {
  const { t } = useTranslation()
  const [place, setPlace] = useState<Place>({})
  const list = useQuery(membersQuery(segment, place))
  const fields = useQuery(fieldsQuery).data?.data ?? []
  const { data: segments } = useQuery(segmentsQuery)
  const byHand = segments?.find(({ id }) => id === segment)?.kind === 'static'
  const key = JSON.stringify([segment, place])
  const { rows, waiting, showAll, setAtTop } = useFollow(list, key)
  if (list.error && !rows)
    return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
  if (!rows) {
    return (
      <Panel>
        <RowsSkeleton rows={10} height={22} />
      </Panel>
    )
  }
  if (rows.length === 0) {
    return (
      <Panel>
        <Empty
          icon={IconUsersGroup}
          title={t('segments.page.nobody')}
          text={t(byHand ? 'segments.page.nobodyByHand' : 'segments.page.nobodyText')}
        />
      </Panel>
    )
  }
  return (
    <Stack gap="sm">
      <Group justify="flex-end" gap="xs">
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/profiles" search={{ segment }} {...props} />}
        >
          {t('segments.page.inProfiles')}
        </Button>
        <ExportMenu filter={{ segment }} />
      </Group>
      <ProfileTable
        caption={t('segments.page.members')}
        rows={rows}
        columns={chosenColumns(undefined, fields)}
        waiting={waiting}
        onShowAll={showAll}
        onTop={setAtTop}
        stale={list.isPlaceholderData}
        resetKey={key}
      />
      <PageButtons
        rows={rows}
        hasMore={list.data?.has_more ?? false}
        after={place.after}
        before={place.before}
        onGo={setPlace}
      />
    </Stack>
  )
}

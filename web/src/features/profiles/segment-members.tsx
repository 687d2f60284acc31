import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { segmentThenQuery } from '@/features/profiles/api/get-size-then'
import { membersQuery, type Place } from '@/features/profiles/api/list-members'
import { chosenColumns } from '@/features/profiles/columns'
import { MemberTools } from '@/features/profiles/member-tools'
import { NoMembers } from '@/features/profiles/no-members'
import { PageButtons } from '@/features/profiles/page-buttons'
import { ProfileTable } from '@/features/profiles/profile-table'
import { useFollow } from '@/features/profiles/use-follow'
import { fieldsQuery } from '@/shared/data/list-fields'
import { formatExact } from '@/shared/format/time'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { RowsSkeleton } from '@/shared/ui/rows-skeleton'

interface Props {
  segment: string
  /** The past second as of which they are listed; none: now. */
  at: number | undefined
  onAt: (at: number | undefined) => void
}

/** Who is in a segment now, or was at a past second, page by page; the list follows the shop. */
export function SegmentMembers({ segment, at, onAt }: Props) {
  const { t } = useTranslation()
  const then = useQuery({ ...segmentThenQuery(segment, at ?? 0), enabled: at !== undefined })
  return (
    <Stack gap="sm">
      <MemberTools segment={segment} at={at} onAt={onAt} />
      {at !== undefined && then.data && (
        <Text size="sm" role="status" data-then={then.data.size}>
          {t('segments.page.wasIn', { size: then.data.size, at: formatExact(at) })}
        </Text>
      )}
      <Members key={at} segment={segment} at={at} />
    </Stack>
  )
}

function Members({ segment, at }: Omit<Props, 'onAt'>) {
  const { t } = useTranslation()
  const [place, setPlace] = useState<Place>({})
  const list = useQuery(membersQuery(segment, at, place))
  const fields = useQuery(fieldsQuery).data?.data
  const columns = useMemo(() => chosenColumns(undefined, fields ?? []), [fields])
  const key = JSON.stringify([segment, at, place])
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
  if (rows.length === 0) return <NoMembers segment={segment} past={at !== undefined} />
  return (
    <>
      <ProfileTable
        caption={t('segments.page.members')}
        rows={rows}
        columns={columns}
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
    </>
  )
}

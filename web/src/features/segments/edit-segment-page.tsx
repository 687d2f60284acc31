import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { segmentQuery } from '@/features/segments/api/get-segment'
import { EditSegment } from '@/features/segments/edit-segment'
import { NothingHere } from '@/shared/ui/nothing-here'
import { Page } from '@/shared/ui/page'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { RowsSkeleton } from '@/shared/ui/rows-skeleton'

/** Changes the condition of a segment: who is in it stays as it is until the next members are found. */
export function EditSegmentPage() {
  const { t } = useTranslation()
  const { id } = useParams({ from: '/house/segments/$id/edit' })
  const [round, setRound] = useState(0)
  const segment = useQuery(segmentQuery(id))
  const { data, error } = segment
  if (data) {
    // The members of one that is chosen by hand have no condition to change.
    if (data.kind === 'static') return <NothingHere />
    return (
      <EditSegment
        key={`${id} ${round}`}
        segment={data}
        onAgain={() => setRound((before) => before + 1)}
      />
    )
  }
  if (error && asProblem(error).status === 404) return <NothingHere />
  return (
    <Page title={t('segments.title')}>
      {error ? (
        <ProblemAlert error={error} onRetry={() => void segment.refetch()} />
      ) : (
        <RowsSkeleton rows={8} height={32} />
      )}
    </Page>
  )
}

import { useParams } from '@tanstack/react-router'
import { SegmentHistory } from '@/app/segment-history'
import { SegmentMembers } from '@/features/profiles/segment-members'
import { SegmentView } from '@/features/segments/segment-view'

export function SegmentPage() {
  const { id } = useParams({ from: '/house/segments/$id' })
  return (
    <SegmentView
      id={id}
      members={<SegmentMembers segment={id} />}
      history={<SegmentHistory id={id} />}
    />
  )
}

import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { SegmentHistory } from '@/app/segment-history'
import { SegmentMembers } from '@/features/profiles/segment-members'
import { SegmentView } from '@/features/segments/segment-view'
import '@/strings/en/home'
import '@/strings/en/segments'

export function SegmentPage() {
  const { id } = useParams({ from: '/house/segments/$id' })
  const { at } = useSearch({ from: '/house/segments/$id' })
  const navigate = useNavigate({ from: '/segments/$id' })
  const travel = (moment: number | undefined) =>
    void navigate({
      search: (old) => ({ ...old, at: moment }),
      replace: true,
      resetScroll: false,
    })
  return (
    <SegmentView
      id={id}
      members={<SegmentMembers segment={id} at={at} onAt={travel} />}
      history={<SegmentHistory id={id} />}
    />
  )
}

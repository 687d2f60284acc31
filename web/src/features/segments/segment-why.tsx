import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { TryOut } from '@/features/segments/try-out'
import { segmentExplanationQuery } from '@/shared/data/explain-segment'
import { Panel } from '@/shared/ui/panel'

/** Why a person is in the segment or not; who is asked about stands in the address. */
export function SegmentWhy({ id, byHand }: { id: string; byHand: boolean }) {
  const navigate = useNavigate({ from: '/segments/$id' })
  const { person = '' } = useSearch({ from: '/house/segments/$id' })
  const explanation = useQuery(segmentExplanationQuery(id, person))
  const choose = (next: string) =>
    void navigate({ search: (old) => ({ ...old, person: next }), resetScroll: false })
  return (
    <Panel>
      <TryOut person={person} onPerson={choose} explanation={explanation} byHand={byHand} />
    </Panel>
  )
}

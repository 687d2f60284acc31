import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { segmentsQuery } from '@/shared/data/list-segments'

/** The segment that somebody entered or left; nothing where it was deleted meanwhile. */
export function SegmentOfActivity({ id }: { id: string }) {
  const segment = useQuery(segmentsQuery).data?.find((one) => one.id === id)
  if (!segment) return null
  return (
    <Anchor
      size="sm"
      dir="auto"
      style={{ overflowWrap: 'anywhere' }}
      renderRoot={(props) => <Link to="/segments/$id" params={{ id }} {...props} />}
    >
      {segment.name}
    </Anchor>
  )
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import { kPageSize } from '@/features/profiles/api/list-profiles'

/** One page of a segment's members, the newest first: after, or before, the person with the given id. */
export function membersQuery(segment: string, place: { after?: string; before?: string }) {
  const query = {
    limit: kPageSize,
    ...(place.after ? { starting_after: place.after } : {}),
    ...(place.before ? { ending_before: place.before } : {}),
  }
  return queryOptions({
    queryKey: ['segments', 'members', segment, query],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET('/v1/segments/{id}/profiles', {
          params: { path: { id: segment }, query },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
}

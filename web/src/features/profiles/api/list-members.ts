import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import { kPageSize } from '@/features/profiles/api/list-profiles'

export interface Place {
  after?: string
  before?: string
}

/** One page of a segment's members, now or at the end of second `at`, the newest first: after, or before, a person's id. */
export function membersQuery(segment: string, at: number | undefined, place: Place) {
  const query = {
    ...(at === undefined ? {} : { at }),
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

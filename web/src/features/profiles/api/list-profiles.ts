import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import { type ListFilter, type ListSearch, queryOf } from '@/features/profiles/filters'

export const kPageSize = 100

/** One page of people, the newest first: after, or before, the person with the given id. */
export function profilesQuery(filter: ListFilter, place: Pick<ListSearch, 'after' | 'before'>) {
  const query = {
    ...queryOf(filter),
    limit: kPageSize,
    ...(place.after ? { starting_after: place.after } : {}),
    ...(place.before ? { ending_before: place.before } : {}),
  }
  return queryOptions({
    queryKey: ['profiles', 'list', query],
    queryFn: async ({ signal }) =>
      answered(await api.GET('/v1/profiles', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** Where a value stands: a field of the person, or a member of an activity or an object. */
export type Place =
  | { field: string }
  | { activity: string; member: string }
  | { object: string; member: string }

/** Texts that people have there and that contain the words, those of most people first. */
export function valuesQuery(place: Place, words: string) {
  const query = { ...place, ...(words ? { query: words } : {}) }
  return queryOptions({
    queryKey: ['segments', 'values', query],
    queryFn: async ({ signal }) =>
      answered(await api.GET('/v1/segments/values', { params: { query }, signal })),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
}

import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** A segment with how many were in it at the end of a second. */
export function segmentThenQuery(id: string, at: number) {
  return queryOptions({
    queryKey: ['segments', 'then', id, at],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET('/v1/segments/{id}', { params: { path: { id }, query: { at } }, signal }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

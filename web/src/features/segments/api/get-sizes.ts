import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** How many were in a segment at the end of each of the last days. */
export function sizesQuery(id: string, days: number) {
  return queryOptions({
    queryKey: ['segments', 'sizes', id, days],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET('/v1/segments/{id}/sizes', {
          params: { path: { id }, query: { days } },
          signal,
        }),
      ),
  })
}

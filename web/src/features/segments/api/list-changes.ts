import { infiniteQueryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** Who entered and left, the newest first. */
export function changesQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['segments', 'changes', id],
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }) =>
      answered(
        await api.GET('/v1/segments/{id}/changes', {
          params: {
            path: { id },
            query: { limit: 25, ...(pageParam ? { starting_after: pageParam } : {}) },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => (page.has_more ? page.data.at(-1)?.id : undefined),
  })
}

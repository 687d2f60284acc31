import { infiniteQueryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

export function ordersQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['profile', id, 'orders'],
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }) =>
      answered(
        await api.GET('/v1/profiles/{id}/orders', {
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

import { infiniteQueryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  initialPageParam: undefined as string | undefined,
  queryFn: async ({ pageParam, signal }) =>
    answered(
      await api.GET('/v1/audit', {
        params: { query: { limit: 50, ...(pageParam ? { starting_after: pageParam } : {}) } },
        signal,
      }),
    ),
  getNextPageParam: (page) => (page.has_more ? page.data.at(-1)?.id : undefined),
})

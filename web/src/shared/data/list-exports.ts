import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** The newest exports; the stream brings their progress. */
export const exportsQuery = queryOptions({
  queryKey: ['exports'],
  queryFn: async ({ signal }) =>
    answered(await api.GET('/v1/exports', { params: { query: { limit: 10 } }, signal })),
})

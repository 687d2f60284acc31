import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** The newest imports of files; the stream brings their progress. */
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: async ({ signal }) =>
    answered(await api.GET('/v1/imports', { params: { query: { limit: 10 } }, signal })),
})

import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** What a template was, the newest first: published ones, and the last fifty of others. */
export function revisionsQuery(id: string, revision: number) {
  return queryOptions({
    queryKey: ['templates', 'revisions', id, revision],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET('/v1/templates/{id}/revisions', {
          params: { path: { id }, query: { limit: 100 } },
          signal,
        }),
      ).data,
    refetchOnMount: 'always',
  })
}

import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** Why a field has the value it has. */
export function explanationQuery(id: string, field: string) {
  return queryOptions({
    queryKey: ['profile', id, 'explain', field],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET('/v1/profiles/{id}/explain', {
          params: { path: { id }, query: { field } },
          signal,
        }),
      ),
    enabled: field !== '',
  })
}

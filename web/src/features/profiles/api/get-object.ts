import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** One stored object as Stripe sent it. */
export function objectQuery(id: string, object: string) {
  return queryOptions({
    queryKey: ['profile', id, 'object', object],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET('/v1/profiles/{id}/objects/{object}', {
          params: { path: { id, object } },
          signal,
        }),
      ),
    enabled: object !== '',
  })
}

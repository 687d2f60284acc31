import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** The Stripe customers that are this person, the main one first. */
export function customersQuery(id: string) {
  return queryOptions({
    queryKey: ['profile', id, 'customers'],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET('/v1/profiles/{id}/customers', {
          params: { path: { id }, query: { limit: 100 } },
          signal,
        }),
      ),
  })
}

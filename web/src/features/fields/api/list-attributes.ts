import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** What Stripe's objects hold that could become a field. */
export const attributesQuery = queryOptions({
  queryKey: ['stripe-attributes'],
  queryFn: async ({ signal }) =>
    answered(await api.GET('/v1/integrations/stripe/attributes', { signal })),
  staleTime: 60_000,
})

import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** What in the metadata of Stripe's customers means that they want no e-mail. */
export const unsubscribedQuery = queryOptions({
  queryKey: ['stripe-unsubscribed'],
  queryFn: async ({ signal }) =>
    answered(await api.GET('/v1/integrations/stripe/unsubscribed', { signal })),
  staleTime: 0,
})

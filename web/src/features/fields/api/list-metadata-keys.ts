import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** Metadata keys and values of Stripe's customers, those that probably mean unsubscribed first. */
export const metadataKeysQuery = queryOptions({
  queryKey: ['stripe-unsubscribed-suggestions'],
  queryFn: async ({ signal }) =>
    answered(await api.GET('/v1/integrations/stripe/unsubscribed/suggestions', { signal })),
  staleTime: 60_000,
})

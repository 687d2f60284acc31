import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import type { StripeIntegration } from '@/api/types'

/** The Stripe connection; kept true by the stream. */
export const integrationQuery = queryOptions({
  queryKey: ['integration'],
  queryFn: async ({ signal }) => answered(await api.GET('/v1/integrations/stripe', { signal })),
})

/** What an act answered is shown at once. The stream may have told of something newer before the answer came, and may be
 * silent from then on: so it is asked again. */
export function takeIntegration(queries: QueryClient, answer: StripeIntegration) {
  queries.setQueryData(integrationQuery.queryKey, answer)
  void queries.invalidateQueries({ queryKey: integrationQuery.queryKey })
}

import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** The Stripe connection; kept true by the stream. */
export const integrationQuery = queryOptions({
  queryKey: ['integration'],
  queryFn: async ({ signal }) => answered(await api.GET('/v1/integrations/stripe', { signal })),
})

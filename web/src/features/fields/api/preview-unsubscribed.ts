import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import type { UnsubscribedPut } from '@/api/types'

/** How many a key and its values would unsubscribe. */
export const unsubscribedPreviewQuery = (body: UnsubscribedPut) =>
  queryOptions({
    queryKey: ['stripe-unsubscribed-preview', body],
    queryFn: async ({ signal }) =>
      answered(await api.POST('/v1/integrations/stripe/unsubscribed/preview', { body, signal })),
    staleTime: 0,
    retry: false,
  })

import { answered, api } from '@/api/client'
import type { components } from '@/api/schema'

/** Connects, replaces the key, goes live, or sets the webhook's secret. */
export async function putIntegration(body: components['schemas']['StripeConnect']) {
  return answered(await api.PUT('/v1/integrations/stripe', { body }))
}

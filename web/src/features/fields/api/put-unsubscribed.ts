import { answered, api } from '@/api/client'
import type { UnsubscribedPut } from '@/api/types'

export async function putUnsubscribed(body: UnsubscribedPut) {
  return answered(await api.PUT('/v1/integrations/stripe/unsubscribed', { body }))
}

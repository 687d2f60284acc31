import { answered, api } from '@/api/client'

export async function deleteUnsubscribed() {
  return answered(await api.DELETE('/v1/integrations/stripe/unsubscribed'))
}

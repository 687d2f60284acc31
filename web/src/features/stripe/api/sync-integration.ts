import { answered, api } from '@/api/client'

export async function syncIntegration() {
  return answered(await api.POST('/v1/integrations/stripe/sync'))
}

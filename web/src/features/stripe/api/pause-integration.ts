import { answered, api } from '@/api/client'

export async function pauseIntegration() {
  return answered(await api.POST('/v1/integrations/stripe/pause'))
}

import { answered, api } from '@/api/client'

export async function checkIntegration() {
  return answered(await api.POST('/v1/integrations/stripe/check'))
}

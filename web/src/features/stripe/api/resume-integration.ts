import { answered, api } from '@/api/client'

export async function resumeIntegration() {
  return answered(await api.POST('/v1/integrations/stripe/resume'))
}

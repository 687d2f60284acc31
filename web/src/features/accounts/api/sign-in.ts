import { answered, api } from '@/api/client'

export async function signIn(body: { email: string; password: string }) {
  return answered(await api.POST('/v1/session', { body }))
}

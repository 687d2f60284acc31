import { answered, api } from '@/api/client'

/** Ends the person's other sessions. */
export async function changePassword(body: { current_password: string; password: string }) {
  return answered(await api.POST('/v1/session/password', { body }))
}

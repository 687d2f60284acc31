import { answered, api } from '@/api/client'

/** A one-time link with which the person sets a new password. */
export async function resetUser(id: string) {
  return answered(await api.POST('/v1/users/{id}/reset', { params: { path: { id } } }))
}

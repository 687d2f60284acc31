import { answered, api } from '@/api/client'
import type { ProfileEdit } from '@/api/types'

export async function patchProfile(id: string, body: ProfileEdit) {
  return answered(await api.PATCH('/v1/profiles/{id}', { params: { path: { id } }, body }))
}

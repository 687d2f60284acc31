import { answered, api } from '@/api/client'
import type { Role } from '@/api/types'

export async function patchUser(id: string, body: { role?: Role; name?: string }) {
  return answered(await api.PATCH('/v1/users/{id}', { params: { path: { id } }, body }))
}

import { answered, api } from '@/api/client'

export async function deleteUser(id: string) {
  return answered(await api.DELETE('/v1/users/{id}', { params: { path: { id } } }))
}

import { answered, api } from '@/api/client'

export async function revokeApiKey(id: string) {
  return answered(await api.DELETE('/v1/api-keys/{id}', { params: { path: { id } } }))
}

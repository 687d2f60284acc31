import { answered, api } from '@/api/client'

export async function endSession(id: string) {
  return answered(await api.DELETE('/v1/sessions/{id}', { params: { path: { id } } }))
}

import { answered, api } from '@/api/client'

export async function deleteExport(id: string) {
  return answered(await api.DELETE('/v1/exports/{id}', { params: { path: { id } } }))
}

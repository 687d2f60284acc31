import { answered, api } from '@/api/client'

export async function deleteField(name: string) {
  return answered(await api.DELETE('/v1/fields/{name}', { params: { path: { name } } }))
}

import { answered, api } from '@/api/client'

/** Problem image_in_use where a template or the brand shows it. */
export async function deleteImage(id: string) {
  return answered(await api.DELETE('/v1/images/{id}', { params: { path: { id } } }))
}

import { answered, api } from '@/api/client'

/** Problem segment_in_use where another segment asks for it. */
export async function deleteSegment(id: string) {
  return answered(await api.DELETE('/v1/segments/{id}', { params: { path: { id } } }))
}

import { answered, api } from '@/api/client'
import type { SegmentPatch } from '@/api/types'

export async function patchSegment(id: string, body: SegmentPatch) {
  return answered(await api.PATCH('/v1/segments/{id}', { params: { path: { id } }, body }))
}

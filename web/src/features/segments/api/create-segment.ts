import { answered, api, idempotencyKey } from '@/api/client'
import type { SegmentCreate } from '@/api/types'

export async function createSegment(body: SegmentCreate) {
  return answered(await api.POST('/v1/segments', { body, headers: idempotencyKey() }))
}

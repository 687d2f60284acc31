import { answered, api, idempotencyKey } from '@/api/client'
import type { SegmentMembersPost } from '@/api/types'

/** Chooses members of a static segment by hand. */
export async function changeMembers(id: string, body: SegmentMembersPost) {
  return answered(
    await api.POST('/v1/segments/{id}/members', {
      params: { path: { id } },
      body,
      headers: idempotencyKey(),
    }),
  )
}

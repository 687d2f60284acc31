import { answered, api, idempotencyKey } from '@/api/client'
import type { ProfileEdit } from '@/api/types'

export async function createProfile(body: ProfileEdit) {
  return answered(await api.POST('/v1/profiles', { body, headers: idempotencyKey() }))
}

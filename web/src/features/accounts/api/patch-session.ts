import { answered, api } from '@/api/client'
import type { components } from '@/api/schema'

/** The person's own name and colours. */
export async function patchSession(body: components['schemas']['SessionPatch']) {
  return answered(await api.PATCH('/v1/session', { body }))
}

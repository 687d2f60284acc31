import { answered, api } from '@/api/client'
import type { Role } from '@/api/types'

/** Invites somebody: the answer holds their one-time link, this once. */
export async function createUser(body: { email: string; role: Role; name?: string }) {
  return answered(await api.POST('/v1/users', { body }))
}

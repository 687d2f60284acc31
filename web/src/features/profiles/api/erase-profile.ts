import { answered, api } from '@/api/client'

/** Erases everything that is held of this person, for good. */
export async function eraseProfile(id: string) {
  return answered(await api.DELETE('/v1/profiles/{id}', { params: { path: { id } } }))
}

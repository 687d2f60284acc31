import { answered, api } from '@/api/client'

/** Reads all that Stripe has of this person again, now. */
export async function syncProfile(id: string) {
  return answered(await api.POST('/v1/profiles/{id}/sync', { params: { path: { id } } }))
}

import { answered, api } from '@/api/client'
import type { ApiKey } from '@/api/types'

/** The answer holds the key itself, this once. */
export async function createApiKey(body: { name: string; scope: ApiKey['scope'] }) {
  return answered(await api.POST('/v1/api-keys', { body }))
}

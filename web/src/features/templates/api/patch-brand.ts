import { answered, api } from '@/api/client'
import type { BrandPatch } from '@/api/types'

/** null gives a default back. Problem changed_meanwhile where `version` is no longer the brand's. */
export async function patchBrand(body: BrandPatch) {
  return answered(await api.PATCH('/v1/brand', { body }))
}

import { answered, api } from '@/api/client'
import type { TemplatePatch } from '@/api/types'

/** Problem changed_meanwhile where `version` is no longer the template's. */
export async function patchTemplate(id: string, body: TemplatePatch) {
  return answered(await api.PATCH('/v1/templates/{id}', { params: { path: { id } }, body }))
}

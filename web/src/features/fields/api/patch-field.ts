import { answered, api } from '@/api/client'
import type { FieldPatch } from '@/api/types'

export async function patchField(name: string, body: FieldPatch) {
  return answered(await api.PATCH('/v1/fields/{name}', { params: { path: { name } }, body }))
}

import { answered, api, idempotencyKey } from '@/api/client'
import type { TemplateCreate } from '@/api/types'

export async function createTemplate(body: TemplateCreate) {
  return answered(await api.POST('/v1/templates', { body, headers: idempotencyKey() }))
}

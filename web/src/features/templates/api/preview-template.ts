import { answered, api } from '@/api/client'
import type { TemplatePreviewCreate } from '@/api/types'

/** A message as one person would get it, with what is wrong with its words. */
export async function previewTemplate(body: TemplatePreviewCreate, signal: AbortSignal) {
  return answered(await api.POST('/v1/templates/preview', { body, signal }))
}

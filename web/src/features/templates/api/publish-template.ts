import { answered, api } from '@/api/client'

/** Problem template_has_errors where the draft has mistakes. */
export async function publishTemplate(id: string, version: number) {
  return answered(
    await api.POST('/v1/templates/{id}/publish', { params: { path: { id } }, body: { version } }),
  )
}

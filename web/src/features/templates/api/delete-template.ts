import { answered, api } from '@/api/client'

/** Problem template_in_use where a template uses this snippet. */
export async function deleteTemplate(id: string) {
  return answered(await api.DELETE('/v1/templates/{id}', { params: { path: { id } } }))
}

import { answered, api } from '@/api/client'

/** The draft becomes what a revision was. */
export async function restoreTemplate(id: string, revision: number, version: number) {
  return answered(
    await api.POST('/v1/templates/{id}/restore', {
      params: { path: { id } },
      body: { revision, version },
    }),
  )
}

import { answered, api } from '@/api/client'

export async function getRevision(id: string, revision: number) {
  return answered(
    await api.GET('/v1/templates/{id}/revisions/{revision}', {
      params: { path: { id, revision: String(revision) } },
    }),
  )
}

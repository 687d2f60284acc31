import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** One person; read again whenever the stream says that it changed. */
export function profileQuery(id: string) {
  return queryOptions({
    queryKey: ['profile', id],
    queryFn: async ({ signal }) =>
      answered(await api.GET('/v1/profiles/{id}', { params: { path: { id } }, signal })),
  })
}

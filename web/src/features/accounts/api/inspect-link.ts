import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** What a one-time link is for. Asking does not use it up. */
export function linkQuery(token: string) {
  return queryOptions({
    queryKey: ['link', token],
    queryFn: async () => answered(await api.POST('/v1/links/inspect', { body: { token } })),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
}

import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

export function articleQuery(slug: string) {
  return queryOptions({
    queryKey: ['help', 'article', slug],
    queryFn: async ({ signal }) =>
      answered(await api.GET('/v1/help/{slug}', { params: { path: { slug } }, signal })),
    staleTime: 5 * 60_000,
  })
}

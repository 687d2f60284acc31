import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** What happened since a moment. */
export function sinceQuery(at: number | null) {
  return queryOptions({
    queryKey: ['reports', 'since', at],
    queryFn: async ({ signal }) =>
      answered(await api.GET('/v1/reports/since', { params: { query: { at: at ?? 0 } }, signal })),
    enabled: at !== null,
  })
}

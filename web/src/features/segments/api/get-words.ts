import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** What conditions may speak of. */
export const wordsQuery = queryOptions({
  queryKey: ['segments', 'words'],
  queryFn: async ({ signal }) => answered(await api.GET('/v1/segments/words', { signal })),
  staleTime: 60_000,
})

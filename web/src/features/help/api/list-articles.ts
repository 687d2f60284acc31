import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** All articles, or those whose title or text the words fit, the best first. */
export function articlesQuery(words: string) {
  return queryOptions({
    queryKey: ['help', 'list', words],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET('/v1/help', { params: { query: words ? { query: words } : {} }, signal }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  })
}

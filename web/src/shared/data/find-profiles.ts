import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** A few people whom the words fit: for the palette and for small pickers. */
export function findProfilesQuery(words: string, limit = 7) {
  return queryOptions({
    queryKey: ['profiles', 'find', words, limit],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET('/v1/profiles', { params: { query: { query: words, limit } }, signal }),
      ),
    enabled: words.trim() !== '',
    staleTime: 5_000,
  })
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** What templates may speak of; examples are of the person `profile`, if one is named. */
export function wordsQuery(profile: string | null) {
  return queryOptions({
    queryKey: ['templates', 'words', profile],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET('/v1/templates/words', {
          params: { query: profile ? { profile } : {} },
          signal,
        }),
      ),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
}

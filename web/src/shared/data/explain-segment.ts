import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** Why a person is in a segment or not, condition by condition, and when that changes. */
export function segmentExplanationQuery(segment: string, profile: string) {
  return queryOptions({
    queryKey: ['profile', profile, 'segment', segment],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET('/v1/segments/{id}/explain', {
          params: { path: { id: segment }, query: { profile } },
          signal,
        }),
      ),
    enabled: segment !== '' && profile !== '',
  })
}

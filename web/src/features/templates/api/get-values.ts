import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

const kCountingMs = 500
const kFreshMs = 60_000

/** How many people of a segment, or of everybody (null), lack each field. Asked again while they are being counted. */
export const valuesQuery = (segment: string | null) =>
  queryOptions({
    queryKey: ['templates', 'values', segment],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET('/v1/templates/values', {
          params: { query: segment ? { segment } : {} },
          signal,
        }),
      ),
    staleTime: kFreshMs,
    refetchInterval: ({ state }) => (state.data?.people === null ? kCountingMs : false),
  })

import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

const kPollMs = 2_000

/** One segment; asked again while its members are being found. */
export function segmentQuery(id: string) {
  return queryOptions({
    queryKey: ['segments', 'one', id],
    queryFn: async ({ signal }) =>
      answered(await api.GET('/v1/segments/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) =>
      state.data?.state === 'building' || state.data?.next_condition ? kPollMs : false,
  })
}

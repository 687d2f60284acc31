import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import { wholeList } from '@/api/whole-list'

const kPollMs = 2_000

/** All segments of the shop, at most a thousand, the newest first. Asked again while one is still being built. */
export const segmentsQuery = queryOptions({
  queryKey: ['segments', 'list'],
  queryFn: ({ signal }) =>
    wholeList(async (query) =>
      answered(await api.GET('/v1/segments', { params: { query }, signal })),
    ),
  refetchInterval: ({ state }) =>
    state.data?.some((segment) => segment.state === 'building') ? kPollMs : false,
})

import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import type { Segment } from '@/api/types'

const kPage = 100
const kPollMs = 2_000

async function allSegments(signal: AbortSignal): Promise<Segment[]> {
  const all: Segment[] = []
  for (;;) {
    const after = all.at(-1)?.id
    const page = answered(
      await api.GET('/v1/segments', {
        params: { query: { limit: kPage, ...(after ? { starting_after: after } : {}) } },
        signal,
      }),
    )
    all.push(...page.data)
    if (!page.has_more || page.data.length === 0) return all
  }
}

/** All segments of the shop, at most a thousand, the newest first. Asked again while one is still being built. */
export const segmentsQuery = queryOptions({
  queryKey: ['segments', 'list'],
  queryFn: ({ signal }) => allSegments(signal),
  refetchInterval: ({ state }) =>
    state.data?.some((segment) => segment.state === 'building') ? kPollMs : false,
})

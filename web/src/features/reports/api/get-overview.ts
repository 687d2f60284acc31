import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

const kDaySeconds = 86_400
const kReadAgainMs = 30_000

/** Sales, orders and customers day by day over the last `days` days. */
export function overviewQuery(days: number) {
  return queryOptions({
    queryKey: ['reports', 'overview', days],
    queryFn: async ({ signal }) => {
      const to = Math.floor(Date.now() / 1000)
      const from = to - (days - 1) * kDaySeconds
      return answered(
        await api.GET('/v1/reports/overview', {
          params: { query: { from, to, interval: 'day' } },
          signal,
        }),
      )
    },
    refetchInterval: kReadAgainMs,
    placeholderData: keepPreviousData,
  })
}

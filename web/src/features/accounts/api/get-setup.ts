import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** Whether this installation has an owner yet. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: async ({ signal }) => answered(await api.GET('/v1/setup', { signal })),
})

import { queryOptions } from '@tanstack/react-query'
import { api } from '@/api/client'

/** Whether this browser has a session. That it has none is an answer here, no fault. */
export const signedInQuery = queryOptions({
  queryKey: ['signed-in'],
  queryFn: async ({ signal }) => (await api.GET('/v1/session', { signal })).response.ok,
  staleTime: 0,
  gcTime: 0,
})

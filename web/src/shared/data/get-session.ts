import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** Who is signed in; Problem session_missing where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => answered(await api.GET('/v1/session', { signal })),
  staleTime: 60_000,
})

import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => answered(await api.GET('/v1/sessions', { signal })),
})

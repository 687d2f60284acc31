import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: async ({ signal }) => answered(await api.GET('/v1/account', { signal })),
})

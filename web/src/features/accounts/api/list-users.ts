import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async ({ signal }) => answered(await api.GET('/v1/users', { signal })),
})

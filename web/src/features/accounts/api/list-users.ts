import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import { wholeList } from '@/api/whole-list'

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) =>
    wholeList(async (query) => answered(await api.GET('/v1/users', { params: { query }, signal }))),
})

import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import { wholeList } from '@/api/whole-list'

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) =>
    wholeList(async (query) =>
      answered(await api.GET('/v1/sessions', { params: { query }, signal })),
    ),
})

import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import { wholeList } from '@/api/whole-list'

/** All API keys, those that were revoked too. */
export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) =>
    wholeList(async (query) =>
      answered(await api.GET('/v1/api-keys', { params: { query }, signal })),
    ),
})

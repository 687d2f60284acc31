import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: async ({ signal }) =>
    answered(await api.GET('/v1/api-keys', { params: { query: { limit: 100 } }, signal })),
})

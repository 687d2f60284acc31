import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

export const brandQuery = queryOptions({
  queryKey: ['brand'],
  queryFn: async ({ signal }) => answered(await api.GET('/v1/brand', { signal })),
  refetchOnWindowFocus: false,
})

import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** The catalogue of fields. */
export const fieldsQuery = queryOptions({
  queryKey: ['fields'],
  queryFn: async ({ signal }) => answered(await api.GET('/v1/fields', { signal })),
  staleTime: 5 * 60_000,
})

import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

const kMany = 100

/** The newest hundred pictures that are kept. */
export const imagesQuery = queryOptions({
  queryKey: ['images'],
  queryFn: async ({ signal }) =>
    answered(await api.GET('/v1/images', { params: { query: { limit: kMany } }, signal })).data,
})

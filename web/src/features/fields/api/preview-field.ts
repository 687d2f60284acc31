import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import type { FieldTry } from '@/api/types'

/** What a field would come to. */
export const previewQuery = (body: FieldTry) =>
  queryOptions({
    queryKey: ['field-preview', body],
    queryFn: async ({ signal }) => answered(await api.POST('/v1/fields/preview', { body, signal })),
    staleTime: 0,
    retry: false,
  })

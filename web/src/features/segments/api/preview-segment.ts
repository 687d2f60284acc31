import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import type { Condition } from '@/api/types'

/** Whom a condition means now. What was shown stays until the next answer is here. */
export function previewQuery(condition: Condition) {
  return queryOptions({
    queryKey: ['segments', 'preview', condition],
    queryFn: async ({ signal }) =>
      answered(await api.POST('/v1/segments/preview', { body: { condition }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
}

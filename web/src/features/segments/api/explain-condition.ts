import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import type { Condition } from '@/api/types'

/** How a condition that is not kept yet stands for a person. */
export function conditionExplanationQuery(condition: Condition, profile: string) {
  return queryOptions({
    queryKey: ['segments', 'explain', profile, condition],
    queryFn: async ({ signal }) =>
      answered(await api.POST('/v1/segments/explain', { body: { condition, profile }, signal })),
    enabled: profile !== '',
    placeholderData: keepPreviousData,
  })
}

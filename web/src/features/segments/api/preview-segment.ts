import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import type { Condition, SegmentPreviewPost } from '@/api/types'

const previewOf = (body: SegmentPreviewPost) =>
  queryOptions({
    queryKey: ['segments', 'preview', body],
    queryFn: async ({ signal }) =>
      answered(await api.POST('/v1/segments/preview', { body, signal })),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })

/** Whom a condition means now. What was shown stays until the next answer is here. */
export const previewQuery = (condition: Condition) => previewOf({ condition })

/** Whom a ready-made segment means with these values. */
export const recipePreviewQuery = (recipe: string, values: Record<string, unknown>) =>
  previewOf({ recipe, values })

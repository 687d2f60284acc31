import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

export const feedbackQuery = queryOptions({
  queryKey: ['help', 'feedback'],
  queryFn: async ({ signal }) =>
    answered(await api.GET('/v1/help/feedback', { params: { query: { limit: 25 } }, signal })),
})

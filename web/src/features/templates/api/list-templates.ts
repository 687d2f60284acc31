import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import { wholeList } from '@/api/whole-list'

function allTemplates(archived: 'true' | 'false', signal: AbortSignal) {
  return wholeList(async (paging) =>
    answered(
      await api.GET('/v1/templates', { params: { query: { archived, ...paging } }, signal }),
    ),
  )
}

/** All templates of the shop that were not put away, at most two thousand, the newest first, without their contents. */
export const templatesQuery = queryOptions({
  queryKey: ['templates', 'list'],
  queryFn: ({ signal }) => allTemplates('false', signal),
})

/** Those that were put away. */
export const archivedTemplatesQuery = queryOptions({
  queryKey: ['templates', 'list', 'archived'],
  queryFn: ({ signal }) => allTemplates('true', signal),
})

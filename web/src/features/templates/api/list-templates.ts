import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import type { Template } from '@/api/types'

const kPage = 100

async function allTemplates(archived: 'true' | 'false', signal: AbortSignal): Promise<Template[]> {
  const all: Template[] = []
  for (;;) {
    const after = all.at(-1)?.id
    const page = answered(
      await api.GET('/v1/templates', {
        params: { query: { archived, limit: kPage, ...(after ? { starting_after: after } : {}) } },
        signal,
      }),
    )
    all.push(...page.data)
    if (!page.has_more || page.data.length === 0) return all
  }
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

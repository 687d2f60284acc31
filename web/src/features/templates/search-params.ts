import { z } from 'zod/mini'
import type { Template } from '@/api/types'

/** What narrows the list of templates. */
export const templatesSearch = z.object({
  query: z.catch(z.optional(z.string()), undefined),
  kind: z.catch(z.optional(z.enum(['email', 'sms', 'push', 'webhook', 'snippet'])), undefined),
  archived: z.catch(z.optional(z.literal(true)), undefined),
})
export type TemplatesSearch = Partial<z.infer<typeof templatesSearch>>

/** Those of a kind whose names have the words. */
export function matching<One extends Pick<Template, 'name' | 'kind'>>(
  all: readonly One[],
  { query = '', kind }: TemplatesSearch,
): One[] {
  const words = query.trim().toLocaleLowerCase()
  return all.filter(
    (one) => (!kind || one.kind === kind) && one.name.toLocaleLowerCase().includes(words),
  )
}

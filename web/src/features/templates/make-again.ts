import type { Template, TemplateContent } from '@/api/types'
import { createTemplate } from '@/features/templates/api/create-template'
import { getRevision } from '@/features/templates/api/get-revision'
import { getTemplate } from '@/features/templates/api/get-template'
import { patchTemplate } from '@/features/templates/api/patch-template'
import { publishTemplate } from '@/features/templates/api/publish-template'
import { withoutEmpty } from '@/features/templates/content'

/** All of a template that can be made again: its draft, and what was sent. */
export interface Kept {
  template: Template
  draft: TemplateContent
  sent: TemplateContent | null
}

export async function keep(id: string): Promise<Kept> {
  const template = await getTemplate(id)
  const { published_revision: sent } = template
  const content = sent === null ? null : (await getRevision(id, sent)).content
  return { template, draft: template.content ?? {}, sent: content ?? null }
}

/** Makes a template again that was deleted: another id, no older revisions. */
export async function makeAgain({ template: { name, kind }, draft, sent }: Kept) {
  const made = await createTemplate({ name, kind, content: withoutEmpty(sent ?? draft) })
  if (!sent) return made
  const published = await publishTemplate(made.id, made.version)
  return patchTemplate(made.id, { content: withoutEmpty(draft), version: published.version })
}

/** A name that no other has: "Welcome (copy)", "Welcome (copy 2)". Of snippets: "footer-copy". */
export function freeName(
  { name, kind }: Pick<Template, 'name' | 'kind'>,
  all: readonly Pick<Template, 'name' | 'kind'>[],
): string {
  const taken = new Set(
    all.filter((one) => one.kind === kind).map((one) => one.name.toLocaleLowerCase()),
  )
  for (let number = 1; ; number += 1) {
    const more = number > 1 ? String(number) : ''
    const wanted =
      kind === 'snippet'
        ? `${name}-copy${more}`
        : `${name} (${['copy', more].filter(Boolean).join(' ')})`
    if (!taken.has(wanted.toLocaleLowerCase())) return wanted
  }
}

/** The name itself where no other has it. */
export function unusedName(
  one: Pick<Template, 'name' | 'kind'>,
  all: readonly Pick<Template, 'name' | 'kind'>[],
): string {
  const taken = all.some(
    ({ name, kind }) =>
      kind === one.kind && name.toLocaleLowerCase() === one.name.toLocaleLowerCase(),
  )
  return taken ? freeName(one, all) : one.name
}

import type { TemplateContent, TemplateKind } from '@/api/types'

export type Part = Exclude<keyof TemplateContent, 'blocks' | 'missing'>

export interface PartForm {
  part: Part
  /** condition: what stands in {% if … %}. */
  form: 'line' | 'text' | 'html' | 'json' | 'condition'
}

/** The parts of each kind that are written in a code view, in the order in which they are read. */
export const kParts: Readonly<Record<TemplateKind, readonly PartForm[]>> = {
  email: [
    { part: 'subject', form: 'line' },
    { part: 'preview_text', form: 'line' },
    { part: 'body', form: 'html' },
    { part: 'text', form: 'text' },
  ],
  sms: [{ part: 'body', form: 'text' }],
  push: [
    { part: 'title', form: 'line' },
    { part: 'body', form: 'text' },
    { part: 'link', form: 'line' },
  ],
  webhook: [{ part: 'body', form: 'json' }],
  snippet: [{ part: 'body', form: 'html' }],
}

export const kKinds = [
  'email',
  'sms',
  'push',
  'webhook',
  'snippet',
] as const satisfies readonly TemplateKind[]

/** What there is of a content: a request may name no part that the kind does not have. */
export function withoutEmpty(content: TemplateContent): TemplateContent {
  return Object.fromEntries(
    Object.entries(content).filter(([, value]) => value !== null && value !== ''),
  )
}

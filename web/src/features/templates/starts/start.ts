import type { TemplateContent, TemplateKind } from '@/api/types'
import { asContent, type Block } from '@/features/templates/blocks/tree'

/** A template to begin with: whole, so that it could be sent as it is. */
export interface Start {
  id: string
  kind: TemplateKind
  name: string
  /** For what it is, in a sentence. */
  about: string
  content: TemplateContent
}

/** Somebody by their first name, in a greeting. */
export const kThere = '{{ profile.first_name | default: "there" }}'

/** A sentence about the last order, for those who have one. */
export const lastOrder = (begins: string) =>
  `{% if profile.stripe_last_create_order_date %}${begins} {{ profile.stripe_last_create_order_date | date: "long" }}. {% endif %}`

type Words = Omit<Block, 'id'>
export const heading = (text: string): Words => ({ type: 'heading', text, level: 1 })
export const text = (...paragraphs: string[]): Words => ({
  type: 'text',
  html: paragraphs.map((one) => `<p>${one}</p>`).join(''),
})
export const link = (label: string, address = '{{ company.website }}'): Words => ({
  type: 'button',
  label,
  link: address,
})

/** An e-mail of blocks with a footer. The editor gives each block an id when it opens. */
export const email = (
  subject: string,
  preview_text: string,
  ...blocks: Words[]
): TemplateContent => ({
  subject,
  preview_text,
  blocks: asContent([...blocks, { type: 'footer' }] as Block[]),
})

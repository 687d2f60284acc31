import type { Field, StripeAttribute } from '@/api/types'

export const kTakes = ['last', 'first', 'list', 'count', 'sum', 'min', 'max'] as const
export type Take = (typeof kTakes)[number]

/** A mapped field's source as a form holds it: "orders.metadata.shop" with "last". */
export interface SourceText {
  text: string
  take: Take
}

// Scopes that look at the same kind of object as one that the server lists.
const kAlike: Record<string, string> = {
  last_paid_order: 'last_order',
  orders: 'last_order',
  paid_orders: 'last_order',
  subscriptions: 'subscription',
}
const kOvers = ['orders', 'paid_orders', 'subscriptions']

const scopeOf = (text: string) => text.trim().split('.', 1)[0] ?? ''

/** Whether it looks at several objects, so that one says what becomes of their values. */
export const isOver = (text: string) => kOvers.includes(scopeOf(text))

/** As the API takes it. */
export function sourceOf({ text, take }: SourceText): Field['source'] {
  const words = text.trim()
  if (!isOver(words)) return words
  const over = scopeOf(words)
  return { over, path: words.slice(over.length + 1), take }
}

/** As the API gives it, for the form; empty for a field that people set. */
export function textOf(source: Field['source']): SourceText {
  if (typeof source === 'string') return { text: source, take: 'last' }
  const { over, path, take } = (source ?? {}) as Partial<Record<string, string>>
  if (!over) return { text: '', take: 'last' }
  return { text: `${over}.${path}`, take: kTakes.find((one) => one === take) ?? 'last' }
}

/** What can be chosen while this is typed: of the scope that it begins with, else of those the server lists. */
export function attributesFor(text: string, attributes: StripeAttribute[]): StripeAttribute[] {
  const scope = scopeOf(text)
  const alike = kAlike[scope]
  if (!alike || !text.includes('.')) return attributes
  return attributes
    .filter((one) => one.scope === alike)
    .map((one) => ({ ...one, source: `${scope}.${one.path}`, field: null }))
}

/** Of these the ones that have the words in their path or their values; all where one of them is chosen already. */
export function matching(text: string, attributes: StripeAttribute[]): StripeAttribute[] {
  const words = text.trim().toLowerCase()
  if (attributes.some(({ source }) => source === words)) return attributes
  return attributes.filter(({ source, samples }) =>
    [source, ...samples].some((one) => one.toLowerCase().includes(words)),
  )
}

/** "customer.metadata.favourite_colour" → "Favourite colour". */
export function labelOf(source: string): string {
  const last = source.slice(source.lastIndexOf('.') + 1).replaceAll(/[[\]]/g, '')
  const words = last.replaceAll(/[_\s]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

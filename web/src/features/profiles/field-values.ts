import type { Field, Profile } from '@/api/types'
import { minorOf, parseNumber, plainMoney } from '@/shared/format/money'
import { dayOf } from '@/shared/format/time'

/** Tags are no field of the catalogue, but stand among the shop's own as one. */
export const kTagsField = {
  object: 'field',
  name: 'tags',
  type: 'list',
  group: 'custom',
  currency: null,
  resource: null,
  source: null,
  state: 'ready',
  filled: null,
  unfit: null,
} as const

/** A value by its name, the shop’s own too. */
export function fieldOf(profile: Profile, name: string): unknown {
  const fields: Record<string, unknown> = {
    ...profile.custom,
    ...profile.fields,
    [kTagsField.name]: profile.tags,
  }
  return fields[name]
}

export function isMissing(value: unknown): boolean {
  const none = value === null || value === undefined || value === ''
  return none || (Array.isArray(value) && value.length === 0)
}

/** A value as it stands in a form. */
export interface Draft {
  text: string
  currency: string
  reason: string
}

interface Shop {
  zone: string
  currency: string
}

const currencyNameOf = (field: Field) => field.currency ?? `${field.name}_currency`

/** What the form begins with. */
export function draftOf(profile: Profile, field: Field, shop: Shop): Draft {
  const value = fieldOf(profile, field.name)
  const currency = String(fieldOf(profile, currencyNameOf(field)) ?? shop.currency)
  const draft = { text: '', currency: currency.toUpperCase(), reason: '' }
  if (isMissing(value)) return draft
  if (Array.isArray(value)) return { ...draft, text: value.join('\n') }
  if (field.type === 'money') return { ...draft, text: plainMoney(Number(value), currency) }
  if (field.type === 'date') return { ...draft, text: dayOf(Number(value), shop.zone) }
  return { ...draft, text: String(value) }
}

/** What the API is given for a form's text: null takes the value away, undefined is no value of the type. */
export function inputOf(field: Field, { text, currency }: Draft): unknown {
  const words = text.trim()
  if (field.type === 'list') {
    return words === '' ? [] : words.split('\n').map((line) => line.trim())
  }
  if (words === '') return null
  switch (field.type) {
    case 'number':
      return parseNumber(words)
    case 'money':
      return minorOf(words, currency)
    case 'boolean':
      return words === 'true'
    default:
      return words
  }
}

import type { Field, Profile, ProfileEdit } from '@/api/types'
import { fieldOf, kTagsField } from '@/features/profiles/field-values'

/** The change that sets one field. The document has no types for values by name. */
export function editOf(
  field: Field,
  value: unknown,
  more: { currency?: string; reason?: string } = {},
): ProfileEdit {
  if (field.name === kTagsField.name) return { tags: value as string[] }
  const values: Record<string, unknown> = { [field.name]: value }
  const money = field.type === 'money' && value !== null && more.currency
  if (money) values[`${field.name}_currency`] = more.currency?.toLowerCase()
  const edit = { [field.group === 'custom' ? 'custom' : 'fields']: values } as ProfileEdit
  return more.reason ? { ...edit, reason: more.reason } : edit
}

/** The change back to what a person has now. */
export function undoOf(profile: Profile, field: Field): ProfileEdit {
  const currency = fieldOf(profile, `${field.name}_currency`)
  return editOf(field, fieldOf(profile, field.name) ?? null, {
    ...(typeof currency === 'string' ? { currency } : {}),
  })
}

/** The input of the form that a refusal is about. */
export function inputOfParam(param: string | undefined): 'text' | 'currency' | 'reason' | null {
  if (!param) return null
  if (param === 'reason') return 'reason'
  return param.startsWith('custom.') && param.endsWith('_currency') ? 'currency' : 'text'
}

import type { Field } from '@/api/types'

/** What the list shows where the address names no columns. */
export const kDefaultColumns = [
  'email',
  'stripe_total_orders',
  'stripe_total_sales',
  'stripe_order_status',
  'stripe_last_create_order_date',
  'stripe_subscription_active',
  'country',
] as const

/** The chosen columns in the order of the catalogue's choice; a name that is no field is left out. */
export function chosenColumns(text: string | undefined, fields: Field[]): Field[] {
  const names = text === undefined ? [...kDefaultColumns] : text.split(',')
  return names.flatMap((name) => fields.find((field) => field.name === name) ?? [])
}

/** The address's text for a choice; nothing for the usual one. */
export function columnsText(names: string[]): string | undefined {
  const text = names.join(',')
  return text === kDefaultColumns.join(',') ? undefined : text
}

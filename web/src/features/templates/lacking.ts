import type { TemplateValues } from '@/api/types'

const kPersonAliases = /^(?:profile|user|customer|person)\./

const share = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 })

/** "12.4%"; what is not quite none is not told as none. */
export const percentOf = (part: number) => share.format(part > 0 ? Math.max(part, 0.001) : 0)

/** The part of 1 of people who lack what a path names; null where that is not counted. */
export function lackingPart(values: TemplateValues | undefined, path: string): number | null {
  const { people, fields } = values ?? {}
  if (!people || !fields || !kPersonAliases.test(path)) return null
  const name = path.replace(kPersonAliases, '')
  const field = fields.find((one) => one.name === name)
  return field ? field.lacking / people : null
}

import type { Field, Import, ImportBegin } from '@/api/types'

/** Which field each column is, by its name; null: it is left out. */
export type Choices = Record<string, string | null>
type Layout = NonNullable<Import['layout']>

/** As it was checked; before that what the names of the columns suggest. */
export function firstChoices(job: Import, layout: Layout): Choices {
  const chosen = Object.keys(job.map).length > 0
  return Object.fromEntries(
    layout.columns.map(({ name, suggested }) => [
      name,
      chosen ? (job.map[name] ?? null) : suggested,
    ]),
  )
}

export function bodyOf(choices: Choices, keep: boolean): ImportBegin {
  const map = Object.fromEntries(Object.entries(choices).filter(([, field]) => field !== null))
  return { map, keep_stripe: keep }
}

/** Whether the check was of these choices. */
export function sameChoices(job: Import, choices: Choices, keep: boolean): boolean {
  const entries = Object.entries(bodyOf(choices, keep).map ?? {})
  return (
    job.keep_stripe === keep &&
    entries.length === Object.keys(job.map).length &&
    entries.every(([column, field]) => job.map[column] === field)
  )
}

/** The fields that a column can be: those that people set. */
export function targetsOf(fields: Field[], tags: string) {
  const free = fields.filter(
    ({ group, source }) => group === 'standard' || (group === 'custom' && source === null),
  )
  return [
    ...free.map(({ name, label }) => ({ value: name, label })),
    { value: 'tags', label: tags },
  ]
}

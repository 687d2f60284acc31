import type { TFunction } from 'i18next'
import type { Field, SegmentWords } from '@/api/types'
import { type Branch, type Records, type Row, records } from '@/features/segments/tree/tree'
import { firstTest, type Scope } from '@/features/segments/tree/words'
import { activityLabel } from '@/shared/format/activity'

interface Choice {
  value: string
  label: string
}
export interface ChoiceGroup {
  group: string
  items: Choice[]
}

const kSegment = 'segment:'

/** What a row asks for, as one value of a list: "field:country", "activity:order_paid". */
export function subjectOf(row: Row): string | null {
  switch (row.kind) {
    case 'blank':
      return null
    case 'test':
      return `field:${row.field}`
    case 'records':
      return `${row.of}:${row.name}`
    case 'segment':
      return kSegment
  }
}

/** The row that asks for the chosen subject; what it had stays where it is of the same kind. */
export function withSubject(row: Row, subject: string, scope: Scope): Row {
  if (subject === subjectOf(row)) return row
  const name = subject.slice(subject.indexOf(':') + 1)
  if (subject === kSegment) return { kind: 'segment', key: row.key, segment: null }
  if (subject.startsWith('field:')) {
    const typeOf = (word: string) => scope.words.find((one) => one.name === word)?.type ?? 'text'
    const type = typeOf(name)
    const same = row.kind === 'test' && typeOf(row.field) === type && type !== 'text'
    const test = same ? { op: row.op, value: row.value } : firstTest(type)
    return { kind: 'test', key: row.key, field: name, ...test }
  }
  const of: Records['of'] = subject.startsWith('activity:') ? 'activity' : 'have'
  if (row.kind === 'records' && row.of === of && row.measure === 'count')
    return { ...row, name, where: null, notFollowedBy: null }
  return { ...records(of, name), key: row.key }
}

/** Everything that a row of the person may ask for, by group. */
export function personSubjects(t: TFunction, words: SegmentWords, fields: Field[]): ChoiceGroup[] {
  const groupOf = new Map(fields.map((field) => [field.name, field.group as string]))
  const inGroup = (name: 'stripe' | 'standard' | 'custom' | 'more') => ({
    group: t(`segments.row.subjects.${name}`),
    items: words.fields
      .filter((word) => (groupOf.get(word.name) ?? 'more') === name)
      .map((word) => ({ value: `field:${word.name}`, label: word.label })),
  })
  return [
    {
      group: t('segments.row.subjects.activity'),
      items: words.activities.map((kind) => ({
        value: `activity:${kind.name}`,
        label: activityLabel(t, kind.name),
      })),
    },
    {
      group: t('segments.row.subjects.have'),
      items: words.objects.map((kind) => ({ value: `have:${kind.name}`, label: kind.label })),
    },
    inGroup('stripe'),
    inGroup('standard'),
    inGroup('custom'),
    inGroup('more'),
    {
      group: t('segments.row.subjects.segment'),
      items: [{ value: kSegment, label: t('segments.row.inSegment') }],
    },
  ].filter((group) => group.items.length > 0)
}

/** What a row within a `where` may ask for. */
export const memberSubjects = (scope: Scope): Choice[] =>
  scope.words.map((word) => ({ value: `field:${word.name}`, label: word.label }))

/** The Stripe resource without which a row finds nobody; nothing where it needs none. */
export function resourceOf(row: Branch, words: SegmentWords, fields: Field[]): string | null {
  if (row.kind === 'test') return fields.find((field) => field.name === row.field)?.resource ?? null
  if (row.kind !== 'records') return null
  const kinds = row.of === 'activity' ? words.activities : words.objects
  return kinds.find((kind) => kind.name === row.name)?.resource ?? null
}

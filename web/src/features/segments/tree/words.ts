import type { SegmentKind, SegmentWord, SegmentWords } from '@/api/types'
import type { Records, Test } from '@/features/segments/tree/tree'

export type WordType = SegmentWord['type']

/** What a row may ask for: the person's fields, or within a `where` what the activity or object has. */
export interface Scope {
  words: SegmentWord[]
  /** The records that a `where` is about. */
  of: Pick<Records, 'of' | 'name'> | null
}

export function kindOf(words: SegmentWords, row: Pick<Records, 'of' | 'name'>) {
  const kinds = row.of === 'activity' ? words.activities : words.objects
  return kinds.find((kind) => kind.name === row.name)
}

export function scopeOf(words: SegmentWords, of: Scope['of']): Scope {
  return of ? { words: kindOf(words, of)?.members ?? [], of } : { words: words.fields, of: null }
}

/** What a sum or a count of different ones may be taken of. */
export function countable(kind: SegmentKind | undefined, measure: Records['measure']) {
  const fits: WordType[] = measure === 'sum' ? ['money'] : ['text', 'list']
  const fitting = (kind?.members ?? []).filter((member) => fits.includes(member.type))
  // Products before the number of an order: lists hold what one would count.
  return fitting.sort((a, b) => Number(b.type === 'list') - Number(a.type === 'list'))
}

/** The type of what a row about records compares. */
export function measuredType(measure: Records['measure']): WordType {
  if (measure === 'sum') return 'money'
  return measure === 'first' || measure === 'last' ? 'date' : 'number'
}

/** The operators that are offered for a type, the most usual first. Others that a row has are shown all the same. */
export const kUsualOps: Record<WordType, readonly string[]> = {
  text: [
    'is',
    'is_not',
    'in',
    'not_in',
    'contains',
    'not_contains',
    'starts_with',
    'ends_with',
    'is_set',
    'is_not_set',
  ],
  number: [
    'gte',
    'lte',
    'is',
    'is_not',
    'gt',
    'lt',
    'between',
    'in',
    'not_in',
    'is_set',
    'is_not_set',
  ],
  money: ['gte', 'lte', 'gt', 'lt', 'between', 'is', 'is_not', 'is_set', 'is_not_set'],
  date: [
    'less_than_ago',
    'more_than_ago',
    'less_than_ahead',
    'more_than_ahead',
    'on',
    'before',
    'after',
    'between',
    'anniversary',
    'is_set',
    'is_not_set',
  ],
  boolean: ['is', 'is_set', 'is_not_set'],
  list: ['is', 'is_not', 'in', 'not_in', 'contains', 'not_contains', 'is_set', 'is_not_set'],
}

/** What a count is compared by; `never` stands for exactly 0. */
export const kCountOps = ['gte', 'never', 'is', 'lte', 'gt', 'lt', 'between'] as const

/** Those offered for a type that the server knows, and the one that is chosen. */
export function offeredOps(type: WordType, known: readonly string[], chosen: string): string[] {
  const offered = kUsualOps[type].filter((op) => known.includes(op))
  return chosen && !offered.includes(chosen) ? [...offered, chosen] : offered
}

const kFirst: Record<WordType, Pick<Test, 'op' | 'value'>> = {
  text: { op: 'is', value: null },
  number: { op: 'gte', value: null },
  money: { op: 'gte', value: null },
  date: { op: 'less_than_ago', value: { days: 30 } },
  boolean: { op: 'is', value: true },
  list: { op: 'is', value: null },
}

/** How a comparison of this type begins. */
export const firstTest = (type: WordType) => kFirst[type]

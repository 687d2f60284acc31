import { beforeEach, describe, expect, it } from 'vitest'
import type { Segment, SegmentWords } from '@/api/types'
import { emptyDraft, keepDraft, keptDraft } from '@/features/segments/draft'
import { resourceOf, subjectOf, withSubject } from '@/features/segments/subjects'
import { readCondition } from '@/features/segments/tree/read-condition'
import { blank, rowsOf } from '@/features/segments/tree/tree'
import { offeredOps, scopeOf } from '@/features/segments/tree/words'
import { writeCondition } from '@/features/segments/tree/write-condition'
import { matching, nameable, usersOf } from '@/features/segments/uses'

const words = {
  currency: 'usd',
  fields: [
    { name: 'country', label: 'Country', type: 'text' },
    { name: 'city', label: 'City', type: 'text' },
    { name: 'orders', label: 'Orders', type: 'number' },
    { name: 'products', label: 'Products', type: 'number' },
    { name: 'created', label: 'Created', type: 'date' },
  ],
  activities: [
    {
      name: 'order_paid',
      label: 'Order paid',
      resource: 'invoices',
      members: [{ name: 'amount', label: 'Amount', type: 'money' }],
    },
    { name: 'cart_abandoned', label: 'Cart', resource: 'checkout_sessions', members: [] },
  ],
  objects: [
    { name: 'subscription', label: 'Subscription', resource: 'subscriptions', members: [] },
  ],
  operators: {},
} as unknown as SegmentWords

const segment = (id: string, name: string, condition: unknown) =>
  ({ id, name, sentence: `Says ${name}.`, condition }) as Segment
const kAll = [
  segment('seg_a', 'Buyers of coffee', { all: [] }),
  segment('seg_b', 'Lapsed', { all: [{ none: [{ segment: 'seg_a' }] }] }),
  segment('seg_c', 'Third', { any: [{ segment: 'seg_b' }] }),
  segment('seg_d', 'Apart', { all: [] }),
]

describe('segments that name each other', () => {
  it('are found by what they name', () => {
    expect(usersOf('seg_a', kAll).map(({ id }) => id)).toEqual(['seg_b'])
    expect(usersOf('seg_d', kAll)).toEqual([])
  })

  it.each([
    ['seg_a', ['seg_d']],
    ['seg_b', ['seg_a', 'seg_d']],
    ['seg_c', ['seg_a', 'seg_b', 'seg_d']],
  ])('%s may name %j without a circle', (id, expected) => {
    expect(nameable(id, kAll).map((one) => one.id)).toEqual(expected)
  })

  it.each([
    ['', 4],
    ['COFFEE buyers', 1],
    ['says', 4],
    ['says third', 1],
    ['tea', 0],
  ])('“%s” finds %d', (text, count) => {
    expect(matching(kAll, text)).toHaveLength(count)
  })
})

describe('a subject', () => {
  const person = scopeOf(words, null)
  const choose = (subject: string, ...more: string[]) =>
    more.reduce(
      (row, next) => withSubject(row, next, person),
      withSubject(blank(), subject, person),
    )

  it.each([
    ['field:country', { field: 'country', op: 'is', value: null }],
    ['field:created', { field: 'created', op: 'less_than_ago', value: { days: 30 } }],
    ['activity:order_paid', { of: 'activity', name: 'order_paid', op: 'gte', value: 1 }],
    ['have:subscription', { of: 'have', name: 'subscription', op: 'gte', value: 1 }],
    ['segment:', { kind: 'segment', segment: null }],
  ])('%s begins as %j', (subject, expected) => {
    const row = choose(subject)
    expect(row).toMatchObject(expected)
    expect(subjectOf(row)).toBe(subject)
  })

  it('keeps the comparison where it fits the next subject too', () => {
    const row = { ...choose('field:orders'), op: 'lt', value: 7 }
    expect(withSubject(row, 'field:products', person)).toMatchObject({ op: 'lt', value: 7 })
    expect(withSubject(row, 'field:country', person)).toMatchObject({ op: 'is', value: null })
    const counted = { ...choose('activity:order_paid'), value: 4 }
    expect(withSubject(counted, 'activity:cart_abandoned', person)).toMatchObject({ value: 4 })
  })

  it('speaks of the members of an activity within its filter', () => {
    expect(scopeOf(words, { of: 'activity', name: 'order_paid' }).words).toHaveLength(1)
    expect(scopeOf(words, { of: 'have', name: 'gone' }).words).toEqual([])
  })

  it('needs what Stripe gives', () => {
    expect(resourceOf(choose('activity:cart_abandoned'), words, [])).toBe('checkout_sessions')
    expect(resourceOf(choose('field:country'), words, [])).toBeNull()
  })
})

it('shows an operator that is not offered where a row has it', () => {
  expect(offeredOps('boolean', ['is', 'is_not'], 'is_not')).toEqual(['is', 'is_not'])
  expect(offeredOps('boolean', ['is', 'is_not'], 'is')).toEqual(['is'])
})

describe('a draft', () => {
  beforeEach(() => sessionStorage.clear())
  const condition = { all: [{ field: 'country', op: 'is', value: 'US' }] }

  it('is there again with keys of its own, and forgotten when told', () => {
    const root = readCondition(condition)
    keepDraft('new', { name: 'Americans', root })
    const kept = keptDraft('new') ?? emptyDraft()
    expect(kept.name).toBe('Americans')
    expect(writeCondition(kept.root).condition).toEqual(condition)
    expect(rowsOf(kept.root)[0]?.key).not.toBe(rowsOf(root)[0]?.key)
    expect(keptDraft('another')).toBeNull()
    keepDraft('new', null)
    expect(keptDraft('new')).toBeNull()
  })

  it('that cannot be read is none', () => {
    sessionStorage.setItem('daybook.segment.new', '{')
    expect(keptDraft('new')).toBeNull()
  })
})

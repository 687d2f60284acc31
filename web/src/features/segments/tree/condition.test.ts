import { describe, expect, it } from 'vitest'
import { readCondition } from '@/features/segments/tree/read-condition'
import { blank, type Group, group, rowsOf } from '@/features/segments/tree/tree'
import { keyOfParam, writeCondition } from '@/features/segments/tree/write-condition'

const write = (root: Group) => writeCondition(root).condition
const country = { field: 'country', op: 'is', value: 'US' }
const orders = { field: 'stripe_total_orders', op: 'gte', value: 3 }
const paid = { activity: 'order_paid', count: { gte: 1 } }

// Each form of the condition language (api.md), as the builder writes it.
const kForms: Record<string, unknown>[] = [
  { all: [] },
  { any: [] },
  { none: [] },
  { all: [country] },
  { any: [country, orders] },
  { none: [{ segment: 'seg_1' }] },
  { all: [country, { any: [orders, { none: [paid] }] }] },
  { all: [{ field: 'phone', op: 'is_not_set' }] },
  { all: [{ field: 'country', op: 'in', value: ['US', 'CA'] }] },
  { all: [{ field: 'stripe_total_orders', op: 'between', value: [0, 5] }] },
  { all: [{ field: 'stripe_total_sales', op: 'gte', value: 0 }] },
  { all: [{ field: 'stripe_total_sales', op: 'gte', value: { usd: 1000, jpy: 150000 } }] },
  { all: [{ field: 'email_unsubscribed', op: 'is', value: false }] },
  { all: [{ field: 'created', op: 'before', value: '2026-01-31' }] },
  { all: [{ field: 'created', op: 'after', value: 1767225600 }] },
  { all: [{ field: 'created', op: 'more_than_ago', value: { months: 6 } }] },
  { all: [{ field: 'born', op: 'anniversary', value: { from: 0, to: 7 } }] },
  { all: [paid] },
  { all: [{ ...paid, count: { is: 0 }, within: { days: 90 } }] },
  { all: [{ ...paid, within: { between: ['2026-01-01', '2026-01-31'] } }] },
  { all: [{ ...paid, within: { from: { days: 60 }, to: { days: 30 } } }] },
  { all: [{ ...paid, where: { field: 'amount', op: 'gt', value: 50 } }] },
  { all: [{ ...paid, where: { any: [country, { all: [orders, country] }] } }] },
  { all: [{ ...paid, not_followed_by: 'order_refunded' }] },
  { all: [{ activity: 'order_paid', sum: { of: 'amount', gte: 100 } }] },
  { all: [{ activity: 'order_paid', distinct: { of: 'products', between: [2, 4] } }] },
  { all: [{ activity: 'order_paid', first: { less_than_ago: { days: 30 } } }] },
  { all: [{ activity: 'order_paid', last: { is_set: true } }] },
  { all: [{ have: 'subscription', count: { gte: 1 }, where: country }] },
  { all: [{ have: 'cart', count: { is: 0 } }] },
]

describe('a condition', () => {
  it.each(kForms)('%j is read and written as it was', (condition) => {
    const written = writeCondition(readCondition(condition))
    expect(written.condition).toEqual(condition)
    expect(written.unfinished).toEqual([])
  })

  it.each([
    [country, { all: [country] }],
    [{ activity: 'order_paid' }, { all: [paid] }],
    [{ ...paid, within: null }, { all: [paid] }],
    [{ all: [{ ...paid, where: { all: [country] } }] }, { all: [{ ...paid, where: country }] }],
  ])('%j is written %j, which means the same', (given, canonical) => {
    expect(write(readCondition(given))).toEqual(canonical)
  })
})

describe('what is not finished', () => {
  it.each([
    [{ field: 'country', op: 'is', value: null }],
    [{ field: 'country', op: 'is', value: '  ' }],
    [{ field: 'country', op: 'in', value: [] }],
    [{ field: 'stripe_total_orders', op: 'between', value: [1, null] }],
    [{ field: 'created', op: 'more_than_ago', value: { days: null } }],
    [{ field: 'stripe_total_sales', op: 'gte', value: { usd: 5, '': 3 } }],
    [{ activity: 'order_paid', count: { gte: null } }],
    [{ activity: 'order_paid', sum: { gte: 3 } }],
    [{ activity: 'order_paid', within: { days: null } }],
    [{ activity: 'order_paid', within: { between: ['2026-01-01', null] } }],
    [{ ...paid, where: { field: 'amount', op: 'gt', value: null } }],
    [{}],
  ])('%j is left out and named', (row) => {
    const written = writeCondition(readCondition({ all: [row, country] }))
    expect(written.condition).toEqual({ all: [country] })
    expect(written.unfinished).toHaveLength(1)
  })

  it('takes its group along, but not one that means to be empty', () => {
    expect(write(group('all', [group('any', [blank()]), group('none', [])]))).toEqual({
      all: [{ none: [] }],
    })
  })
})

it.each([
  ['condition.all[1].any[0].value', 'country'],
  ['condition.all[1].any[0]', 'country'],
  ['condition.all[1].any[1].where.op', 'amount'],
  ['condition.all[1].any[1].count.gte', 'order_paid'],
  ['condition.all[1]', 'any'],
  ['condition', 'all'],
  ['name', undefined],
  [undefined, undefined],
])('a refusal of %s stands at %s', (param, expected) => {
  const where = { field: 'amount', op: 'gt', value: 50 }
  const root = readCondition({ all: [orders, { any: [country, { ...paid, where }] }] })
  // The row that is not finished moves those after it.
  const written = writeCondition({ ...root, children: [blank(), ...root.children] })
  const key = keyOfParam(written, param)
  const groups = [root, ...root.children.filter((one): one is Group => one.kind === 'group')]
  const found = [...groups, ...rowsOf(root)].find((one) => one.key === key)
  const name = found && 'join' in found ? found.join : undefined
  const row = found && 'field' in found ? found.field : undefined
  expect(name ?? row ?? (found && 'name' in found ? found.name : undefined)).toBe(expected)
})

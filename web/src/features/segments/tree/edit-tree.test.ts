import { describe, expect, it } from 'vitest'
import {
  appended,
  copied,
  dissolved,
  duplicated,
  grouped,
  removed,
  replaced,
} from '@/features/segments/tree/edit-tree'
import { readCondition } from '@/features/segments/tree/read-condition'
import { blank, type Group, rowsOf } from '@/features/segments/tree/tree'
import { writeCondition } from '@/features/segments/tree/write-condition'

const write = (root: Group) => writeCondition(root).condition
const country = { field: 'country', op: 'is', value: 'US' }
const orders = { field: 'stripe_total_orders', op: 'gte', value: 3 }
const paid = { activity: 'order_paid', count: { gte: 1 } }

describe('editing', () => {
  const start = () => readCondition({ all: [country, { any: [orders, paid] }] })
  const inner = (root: Group) => root.children[1] as Group
  const keys = (root: Group) => rowsOf(root).map((row) => row.key)

  it('replaces one row and leaves the others the objects that they were', () => {
    const root = start()
    const key = inner(root).children[0]?.key ?? ''
    const next = replaced(root, key, () => [blank()])
    expect(next.children[0]).toBe(root.children[0])
    expect(inner(next).children[1]).toBe(inner(root).children[1])
    expect(inner(next).children[0]?.kind).toBe('blank')
    expect(replaced(root, 'nobody', () => [])).toBe(root)
  })

  it('takes a group away with its last row', () => {
    const root = start()
    const [, second, third] = keys(root)
    const without = removed(root, second ?? '')
    expect(write(without)).toEqual({ all: [country, { any: [paid] }] })
    expect(write(removed(without, third ?? ''))).toEqual({ all: [country] })
  })

  it('takes a filter away with its last row', () => {
    const root = readCondition({ all: [{ ...paid, where: country }] })
    expect(write(removed(root, rowsOf(root)[1]?.key ?? ''))).toEqual({ all: [paid] })
  })

  it('adds, duplicates, groups and dissolves', () => {
    const root = start()
    const [first] = keys(root)
    const added = appended(root, inner(root).key, readCondition(country).children[0] ?? blank())
    expect(write(added)).toEqual({ all: [country, { any: [orders, paid, country] }] })
    const twice = duplicated(root, first ?? '')
    expect(write(twice)).toEqual({ all: [country, country, { any: [orders, paid] }] })
    expect(new Set(keys(twice)).size).toBe(4)
    const wrapped = grouped(root, first ?? '')
    expect(write(wrapped)).toEqual({ all: [{ any: [country] }, { any: [orders, paid] }] })
    expect(write(dissolved(root, inner(root).key))).toEqual({ all: [country, orders, paid] })
  })

  it('copies without sharing a key', () => {
    const root = readCondition({ all: [{ ...paid, where: country }, { any: [orders] }] })
    const copy = copied(root)
    expect(write(copy)).toEqual(write(root))
    expect(keys(root).filter((key) => keys(copy).includes(key))).toEqual([])
  })
})

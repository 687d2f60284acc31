import { expect, it } from 'vitest'
import { carried, isFinished } from '@/features/segments/tree/operands'

it.each([
  ['US', 'is', 'is_not', 'US'],
  ['US', 'is', 'in', ['US']],
  [null, 'is', 'in', []],
  [['US', 'CA'], 'in', 'is', 'US'],
  [5, 'gte', 'between', [5, null]],
  [[5, 9], 'between', 'lt', 5],
  ['2026-01-31', 'on', 'less_than_ago', { days: 30 }],
  [{ days: 3 }, 'less_than_ago', 'more_than_ago', { days: 3 }],
  [{ days: 3 }, 'less_than_ago', 'on', null],
  ['x', 'is', 'is_set', null],
])('%j of “%s” becomes for “%s” %j', (value, from, to, expected) => {
  expect(carried(value, from, to)).toEqual(expected)
})

it.each([
  ['is', 0, true],
  ['is', false, true],
  ['is', '', false],
  ['is', ['x'], false],
  ['', 'x', false],
  ['in', 'x', false],
  ['between', [1], false],
  ['is_set', null, true],
  ['anniversary', { from: 0, to: 7 }, true],
  ['anniversary', { from: 0, to: null }, false],
])('%s %j is finished: %s', (op, value, finished) => {
  expect(isFinished(op, value)).toBe(finished)
})

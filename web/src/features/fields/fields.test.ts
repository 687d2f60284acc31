import { describe, expect, it } from 'vitest'
import type { Field, StripeAttribute } from '@/api/types'
import { computedOf, nameOf } from '@/features/fields/field-name'
import {
  attributesFor,
  isOver,
  labelOf,
  matching,
  sourceOf,
  textOf,
} from '@/features/fields/source'

describe('a name from a label', () => {
  it.each([
    ['Favourite colour', 'favourite_colour'],
    ['  Größe (EU) ', 'grosse_eu'],
    ['2nd visit', 'nd_visit'],
    ['_x_', 'x'],
    ['Œuvre préférée', 'uvre_preferee'],
    ['色', ''],
    ['x'.repeat(80), 'x'.repeat(60)],
  ])('%s → %s', (label, name) => expect(nameOf(label)).toBe(name))
})

describe('computing', () => {
  it.each([
    [{ state: 'ready' }, undefined],
    [{ state: 'computing' }, 0],
    [{ state: 'computing', progress: { done: 3, total: 4 } }, 0.75],
    [{ state: 'computing', progress: { done: 5, total: 4 } }, 1],
  ])('%j is %s done', (field, done) => expect(computedOf(field as Field)).toBe(done))
})

describe('a source', () => {
  it.each([
    ['customer.metadata.colour', 'last', 'customer.metadata.colour'],
    ['orders.metadata.shop', 'list', { over: 'orders', path: 'metadata.shop', take: 'list' }],
    [
      'subscriptions.items.data[].id',
      'count',
      { over: 'subscriptions', path: 'items.data[].id', take: 'count' },
    ],
    ['orders', 'sum', { over: 'orders', path: '', take: 'sum' }],
  ] as const)('%s with %s, and back', (text, take, source) => {
    expect(sourceOf({ text: ` ${text} `, take })).toEqual(source)
    if (text.includes('.')) expect(textOf(source).text).toBe(text)
    expect(textOf(source).take).toBe(isOver(text) ? take : 'last')
  })

  it('is empty for a field that people set', () => {
    expect(textOf(null)).toEqual({ text: '', take: 'last' })
  })

  it.each([
    ['customer.metadata.favourite_colour', 'Favourite colour'],
    ['last_order.lines.data[].description', 'Description'],
    ['charge.tags[]', 'Tags'],
    ['', ''],
  ])('%s → %s', (source, label) => expect(labelOf(source)).toBe(label))
})

describe('attributes to choose from', () => {
  const attribute = (source: string, ...samples: string[]) => {
    const [scope] = source.split('.')
    return {
      source,
      scope,
      path: source.slice(source.indexOf('.') + 1),
      samples,
    } as StripeAttribute
  }
  const all = [attribute('customer.metadata.colour', 'Green'), attribute('last_order.total', '500')]
  const sources = (list: StripeAttribute[]) => list.map(({ source }) => source)

  it.each([
    ['', ['customer.metadata.colour', 'last_order.total']],
    ['orders', ['customer.metadata.colour', 'last_order.total']],
    ['orders.', ['orders.total']],
    ['last_paid_order.to', ['last_paid_order.total']],
    ['subscriptions.', []],
  ])('while “%s” is typed', (text, expected) => {
    expect(sources(attributesFor(text, all))).toEqual(expected)
  })

  it.each([
    ['gree', ['customer.metadata.colour']],
    ['TOTAL', ['last_order.total']],
    ['last_order.total', ['customer.metadata.colour', 'last_order.total']],
    ['nothing', []],
  ])('that match “%s”', (text, expected) => {
    expect(sources(matching(text, all))).toEqual(expected)
  })
})

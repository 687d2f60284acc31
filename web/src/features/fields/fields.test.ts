import { describe, expect, it } from 'vitest'
import type { Field } from '@/api/types'
import { computedOf, nameOf } from '@/features/fields/field-name'

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

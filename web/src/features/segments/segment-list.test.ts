import { describe, expect, it } from 'vitest'
import type { Segment } from '@/api/types'
import { linePoints } from '@/features/segments/line-points'
import { shown } from '@/features/segments/uses'

describe('the list of segments', () => {
  const segment = (id: string, mark: Partial<Segment>) =>
    ({ id, name: id, starred: false, archived: false, ...mark }) as Segment
  const all = [
    segment('seg_a', {}),
    segment('seg_b', { archived: true }),
    segment('seg_c', { starred: true }),
  ]

  it.each([
    [false, ['seg_c', 'seg_a']],
    [true, ['seg_c', 'seg_a', 'seg_b']],
  ])('archived too: %s', (archived, expected) => {
    expect(shown(all, '', archived).map(({ id }) => id)).toEqual(expected)
  })
})

describe('a small line', () => {
  it.each([
    [[1, 3, 2], '2.0,22.0 48.0,2.0 94.0,12.0'],
    [[5, 5], '2.0,12.0 94.0,12.0'],
  ])('through %j', (values, expected) => {
    expect(linePoints(values, 96, 24)).toBe(expected)
  })
})

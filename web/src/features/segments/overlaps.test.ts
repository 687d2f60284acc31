import { expect, it } from 'vitest'
import { overlapConditions, withoutSegment } from '@/features/segments/overlaps'

type Condition = Record<string, unknown>

it('splits two segments into three parts that do not meet', () => {
  const inside = (segments: string[], condition: Condition): boolean => {
    if (typeof condition.segment === 'string') return segments.includes(condition.segment)
    const none = (condition.none ?? []) as Condition[]
    const all = (condition.all ?? []) as Condition[]
    return all.every((one) => inside(segments, one)) && !none.some((one) => inside(segments, one))
  }
  const partOf = (segments: string[]) =>
    overlapConditions('a', 'b')
      .filter(({ condition }) => inside(segments, condition as Condition))
      .map(({ part }) => part)
  expect([['a', 'b'], ['a'], ['b'], []].map(partOf)).toEqual([['both'], ['only'], ['others'], []])
})

it.each([
  [{ all: [{ segment: 'a' }] }, [{ segment: 'a' }]],
  [{ all: [] }, []],
  [{ any: [{ segment: 'a' }] }, [{ any: [{ segment: 'a' }] }]],
  [{ segment: 'a' }, [{ segment: 'a' }]],
])('leaves a segment out of %j', (condition, before) => {
  expect(withoutSegment(condition, 'b')).toEqual({ all: [...before, { none: [{ segment: 'b' }] }] })
})

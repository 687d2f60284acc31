import type { Segment } from '@/api/types'
import { readCondition } from '@/features/segments/tree/read-condition'
import { rowsOf } from '@/features/segments/tree/tree'

/** The segments that a condition names. */
export function namedIn(condition: unknown): string[] {
  return rowsOf(readCondition(condition)).flatMap((row) =>
    row.kind === 'segment' && row.segment ? [row.segment] : [],
  )
}

/** Those whose conditions ask for the segment. */
export function usersOf(id: string, all: Segment[]): Segment[] {
  return all.filter((segment) => namedIn(segment.condition).includes(id))
}

/** Those that may be named in the condition of `id`: not itself, and none that asks for it, however far. */
export function nameable(id: string, all: Segment[]): Segment[] {
  const circle = new Set([id])
  for (let size = 0; size !== circle.size; ) {
    size = circle.size
    for (const segment of all) {
      if (namedIn(segment.condition).some((one) => circle.has(one))) circle.add(segment.id)
    }
  }
  return all.filter((segment) => !circle.has(segment.id))
}

/** Those whose name or sentence has all the words. */
export function matching(all: Segment[], words: string): Segment[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return all.filter((segment) => {
    const text = `${segment.name} ${segment.sentence ?? ''}`.toLocaleLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

/** What the list shows: those that fit the words, the starred first; archived ones where they are asked for. */
export function shown(all: Segment[], words: string, archived: boolean): Segment[] {
  const some = matching(all, words).filter((segment) => archived || !segment.archived)
  return some.sort((a, b) => Number(b.starred) - Number(a.starred))
}

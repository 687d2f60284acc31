import { describe, expect, it } from 'vitest'
import { fits, moved, nextPlace, placesFor, placeWithout } from '@/features/templates/blocks/places'
import {
  type Block,
  changed,
  copyOf,
  find,
  inserted,
  readBlocks,
  removed,
  walk,
} from '@/features/templates/blocks/tree'

const leaf = (id: string, type = 'text'): Block => ({ type, id })
// a, s(b, c), k(d | e), f
const tree: Block[] = [
  leaf('a'),
  { type: 'section', id: 's', blocks: [leaf('b'), leaf('c')] },
  { type: 'columns', id: 'k', columns: [{ blocks: [leaf('d')] }, { blocks: [leaf('e')] }] },
  leaf('f'),
]

/** The tree as words: "a s(b c) k(d|e) f". */
const words = (blocks: readonly Block[]): string =>
  blocks
    .map(({ id, blocks: inner, columns }) => {
      if (inner) return `${id}(${words(inner)})`
      return columns ? `${id}(${columns.map((one) => words(one.blocks)).join('|')})` : id
    })
    .join(' ')

describe('a tree of blocks', () => {
  it('is read with an id for each', () => {
    const given = [
      { type: 'text', id: 'x' },
      { type: 'text', id: 'x' },
      { type: 'section', blocks: [{ type: 'divider' }] },
      5,
    ]
    const ids: string[] = []
    walk(readBlocks(given), ({ id }) => ids.push(id))
    expect(ids[0]).toBe('x')
    expect(new Set(ids).size).toBe(4)
    expect(readBlocks(null)).toEqual([])
  })

  it('has the paths of findings', () => {
    const paths: string[] = []
    walk(tree, ({ id }, path) => paths.push(`${id} ${path}`))
    expect(paths).toContain('c blocks[1].blocks[1]')
    expect(paths).toContain('e blocks[2].columns[1].blocks[0]')
  })

  it('changes, loses and copies one', () => {
    expect(
      find(
        changed(tree, 'e', (one) => ({ ...one, html: 'x' })),
        'e',
      )?.block.html,
    ).toBe('x')
    expect(words(removed(tree, 's'))).toBe('a k(d|e) f')
    expect(words(removed(tree, 'd'))).toBe('a s(b c) k(|e) f')
    const copy = copyOf(tree[2] as Block)
    expect(copy.id).not.toBe('k')
    expect(copy.columns?.[0]?.blocks[0]?.id).not.toBe('d')
  })

  it.each([
    [{ into: null, column: 0, index: 0 }, 'x a s(b c) k(d|e) f'],
    [{ into: 's', column: 0, index: 1 }, 'a s(b x c) k(d|e) f'],
    [{ into: 'k', column: 1, index: 1 }, 'a s(b c) k(d|e x) f'],
  ])('takes one at %j', (place, after) => {
    expect(words(inserted(tree, leaf('x'), place))).toBe(after)
  })

  it.each([
    ['section', 'columns', false],
    ['section', null, true],
    ['columns', 'section', true],
    ['columns', 'columns', false],
    ['text', 'columns', true],
  ])('%s in %s: %s', (type, into, may) => {
    expect(fits(type, into)).toBe(may)
  })

  it('has few places for a section and many for a text', () => {
    expect(placesFor(tree, 'section')).toHaveLength(5)
    expect(placesFor(tree, 'columns')).toHaveLength(8)
    expect(placesFor(tree, 'text')).toHaveLength(12)
  })

  it.each([
    ['a', 1, 's(a b c) k(d|e) f'],
    ['c', -1, 'a s(c b) k(d|e) f'],
    ['c', 1, 'a s(b) c k(d|e) f'],
    ['d', 1, 'a s(b c) k(|d e) f'],
    ['f', -1, 'a s(b c) k(d|e f)'],
    ['s', -1, 's(b c) a k(d|e) f'],
    ['k', -1, 'a s(b c k(d|e)) f'],
  ] as const)('moves %s by %i', (id, by, after) => {
    const place = nextPlace(tree, id, by)
    expect(place && words(moved(tree, id, place))).toBe(after)
  })

  it('moves none beyond its ends, and every one through all places and back', () => {
    expect(nextPlace(tree, 'a', -1)).toBeNull()
    let now = tree
    let steps = 0
    for (let place = nextPlace(now, 'a', 1); place; place = nextPlace(now, 'a', 1)) {
      now = moved(now, 'a', place)
      steps += 1
    }
    expect([words(now), steps]).toEqual(['s(b c) k(d|e) f a', 10])
    for (let place = nextPlace(now, 'a', -1); place; place = nextPlace(now, 'a', -1))
      now = moved(now, 'a', place)
    expect(words(now)).toBe(words(tree))
  })

  it.each([
    ['a', { into: null, column: 0, index: 2 }, 's(b c) a k(d|e) f'],
    ['f', { into: null, column: 0, index: 0 }, 'f a s(b c) k(d|e)'],
    ['b', { into: 's', column: 0, index: 2 }, 'a s(c b) k(d|e) f'],
  ])('drops %s at %j as it was pointed at', (id, place, after) => {
    expect(words(moved(tree, id, placeWithout(tree, id, place)))).toBe(after)
  })
})

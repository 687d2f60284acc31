import { describe, expect, it } from 'vitest'
import { withColumns } from '@/features/templates/blocks/block-settings'
import { conditionOf, joined, opsOf } from '@/features/templates/blocks/condition'
import { kNoHistory, noted, stepped } from '@/features/templates/blocks/history'
import { withLanguage, withoutLanguage } from '@/features/templates/blocks/rich-text'
import type { Block } from '@/features/templates/blocks/tree'
import { kMembers, kTypes, newBlock, summaryOf } from '@/features/templates/blocks/types'

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

describe('columns', () => {
  it.each([
    [1, '(d e)'],
    [2, '(d|e)'],
    [3, '(d|e|)'],
  ])('are %i', (count, after) => {
    const columns = withColumns(tree[2]?.columns ?? [], count)
    expect(`(${columns.map((one) => words(one.blocks)).join('|')})`).toBe(after)
  })
})

describe('a condition', () => {
  it.each([
    ['text', 'is', 'DE', 'a == "DE"'],
    ['text', 'isNot', 'say "x"', 'a != \'say "x"\''],
    ['text', 'is', `"'`, null],
    ['text', 'is', ' ', null],
    ['number', 'more', ' 4 ', 'a > 4'],
    ['money', 'less', '10.50', 'a < 10.50'],
    ['number', 'more', 'four', null],
    ['boolean', 'no', '', 'a == false'],
    ['date', 'unknown', '', 'a == blank'],
  ] as const)('of %s, %s %j is %j', (shape, op, value, written) => {
    expect(conditionOf({ path: 'a', shape }, op, value)).toBe(written)
  })

  it('joins others, and asks only what can be compared', () => {
    expect(joined(' a > 4 ', 'b == true')).toBe('a > 4 and b == true')
    expect(joined('', 'b == true')).toBe('b == true')
    expect(opsOf({ shape: 'money', mayLack: false })).toEqual(['more', 'less'])
    expect(opsOf({ shape: 'list', mayLack: true })).toEqual([])
  })
})

describe('a history', () => {
  it('goes back and forth', () => {
    const [one, two, three] = [[leaf('1')], [leaf('2')], [leaf('3')]]
    const made = noted(noted(kNoHistory, one, null, 0), two, null, 10)
    const back = stepped(made, three, 'past')
    expect(back?.blocks).toBe(two)
    const again = back && stepped(back.history, two, 'past')
    expect(again?.blocks).toBe(one)
    expect(again && stepped(again.history, one, 'past')).toBeNull()
    expect(again && stepped(again.history, one, 'future')?.blocks).toBe(two)
    expect(back && noted(back.history, two, null, 20).future).toEqual([])
  })

  it('takes letters typed one after the other as one step', () => {
    const typed = noted(
      noted(noted(kNoHistory, tree, 'a.text', 0), [], 'a.text', 500),
      [],
      'a.text',
      5_000,
    )
    expect(typed.past).toHaveLength(2)
    expect(typed.past[0]).toBe(tree)
  })
})

describe('types', () => {
  it.each(kTypes)('%s begins with members of its own', (type) => {
    const block = newBlock(type, (word) => word)
    const known = [
      ...kMembers[type].map(({ name }) => name),
      'type',
      'id',
      'blocks',
      'columns',
    ] as string[]
    expect(Object.keys(block).filter((name) => !known.includes(name))).toEqual([])
  })

  it.each([
    [{ html: '<p>Hello <b>you</b></p>&nbsp;' }, 'Hello you'],
    [{ text: 'a'.repeat(100) }, `${'a'.repeat(79)}…`],
    [{}, ''],
  ])('%j is told as %j', (members, summary) => {
    expect(summaryOf({ ...leaf('x'), ...members })).toBe(summary)
  })
})

describe('the language in rich text', () => {
  it.each([
    ['<p>{% if a &lt; 3 %}x &lt; y{% endif %}</p>', '<p>{% if a < 3 %}x &lt; y{% endif %}</p>'],
    ['{{ a | append: "&amp;"&nbsp;}}', '{{ a | append: "&" }}'],
  ])('%s is kept', (html, stored) => {
    expect(withLanguage(html)).toBe(stored)
    expect(withLanguage(withoutLanguage(stored))).toBe(stored)
  })
})

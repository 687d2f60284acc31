import { describe, expect, it } from 'vitest'
import type { SegmentRecipe } from '@/api/types'
import {
  byGroup,
  labelledChoices,
  labelOf,
  matchingRecipes,
  nameWith,
  operandOf,
  proposedText,
  ranked,
  valuesWith,
} from '@/features/segments/recipes'

const recipe = (id: string, more: Partial<SegmentRecipe>) =>
  ({
    id,
    group: 'Buying',
    name: id,
    about: `About ${id}.`,
    unavailable: null,
    values: [],
    condition: { all: [] },
    size: 1,
    sales: {},
    ...more,
  }) as SegmentRecipe

const choices = [
  { value: 'prod_1', label: 'Pro', people: 7 },
  { value: 'prod_2', label: 'Basic', people: 3 },
  { value: 'prod_3', label: 'Pro', people: 1 },
]
const amount = {
  name: 'amount',
  label: 'At least',
  type: 'money',
  proposed: 990,
  proposed_label: '990',
  choices: [],
} as const
const plan = {
  name: 'plan',
  label: 'Plan',
  type: 'plan',
  proposed: 'prod_1',
  proposed_label: 'Pro',
  choices,
} as const
const nothing = {
  name: 'coupon',
  label: 'Coupon',
  type: 'coupon',
  proposed: null,
  proposed_label: null,
  choices: [],
} as const

describe('ready-made segments', () => {
  it('are ranked by what those whom they mean brought in the shop’s currency', () => {
    const all = [
      recipe('little', { sales: { eur: 5 } }),
      recipe('foreign', { sales: { jpy: 900_000 } }),
      recipe('much', { sales: { eur: 700, usd: 1 } }),
      recipe('nobody', { size: 0, sales: { eur: 9_000 } }),
      recipe('not_counted', { size: null, sales: null }),
      recipe('closed', { unavailable: 'A permission is missing.', sales: { eur: 9_000 } }),
      recipe('lacking', { condition: null, sales: { eur: 9_000 } }),
    ]
    expect(ranked(all, 'eur').map(({ id }) => id)).toEqual(['much', 'little', 'foreign'])
  })

  it('stand in their groups, and are found by their words', () => {
    const all = [
      recipe('a', {}),
      recipe('b', { group: 'Dates' }),
      recipe('c', { name: 'Big spenders' }),
    ]
    expect(byGroup(all).map(([group, some]) => [group, some.length])).toEqual([
      ['Buying', 2],
      ['Dates', 1],
    ])
    expect(matchingRecipes(all, 'SPEND about').map(({ id }) => id)).toEqual(['c'])
    expect(matchingRecipes(all, '')).toHaveLength(3)
  })

  it.each([
    [amount, 'eur', '€990.00'],
    [amount, 'jpy', '¥990'],
    [amount, null, '990'],
    [plan, 'eur', 'Pro'],
  ])('%j in %s is shown as %s', (value, currency, expected) => {
    expect(proposedText({ ...value, choices: [] }, currency)).toBe(expected)
  })

  it('are made of what was chosen, else of what was shown', () => {
    const some = recipe('a', {
      values: [
        { ...amount, choices: [] },
        { ...plan, choices },
        { ...nothing, choices: [] },
      ],
    })
    expect(valuesWith(some, {})).toEqual({ amount: 990, plan: 'prod_1' })
    expect(valuesWith(some, { amount: 5, plan: null, coupon: 'SAVE' })).toEqual({
      amount: 5,
      coupon: 'SAVE',
    })
    expect(nameWith(some, { amount: 5, plan: 'prod_2' })).toBe('a: 5, Basic')
  })

  it('have choices that are told apart and found by their names, or any other', () => {
    const all = labelledChoices(choices)
    expect(all.map(({ label }) => label)).toEqual(['Pro (prod_1)', 'Basic', 'Pro (prod_3)'])
    expect(labelOf(all, 'prod_3')).toBe('Pro (prod_3)')
    expect(labelOf(all, 'prod_9')).toBe('prod_9')
    expect(labelOf(all, null)).toBe('')
    expect(operandOf(all, ' basic ')).toBe('prod_2')
    expect(operandOf(all, 'Team')).toBe('Team')
    expect(operandOf(all, '  ')).toBeNull()
  })
})

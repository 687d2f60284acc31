import { describe, expect, it } from 'vitest'
import type { SegmentRecipe } from '@/api/types'
import {
  byGroup,
  matchingRecipes,
  proposedText,
  proposedValues,
  ranked,
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

const amount = { name: 'amount', label: 'At least', type: 'money', proposed: 990 } as const
const plan = { name: 'plan', label: 'Plan', type: 'plan', proposed: 'prod_1' } as const
const nothing = { name: 'coupon', label: 'Coupon', type: 'coupon', proposed: null } as const

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
    [{ ...amount, proposed_label: '990' }, 'eur', '€990.00'],
    [{ ...amount, proposed_label: '990' }, 'jpy', '¥990'],
    [{ ...amount, proposed_label: '990' }, null, '990'],
    [{ ...plan, proposed_label: 'Pro' }, 'eur', 'Pro'],
  ])('%j in %s is shown as %s', (value, currency, expected) => {
    expect(proposedText(value, currency)).toBe(expected)
  })

  it('are made of what was shown', () => {
    const values = [amount, plan, nothing].map((one) => ({ ...one, proposed_label: null }))
    expect(proposedValues(recipe('a', { values }))).toEqual({ amount: 990, plan: 'prod_1' })
  })
})

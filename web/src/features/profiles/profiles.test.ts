import { describe, expect, it } from 'vitest'
import type { Field, Profile } from '@/api/types'
import { chosenColumns, columnsText, kDefaultColumns } from '@/features/profiles/columns'
import { filterCondition } from '@/features/profiles/filter-condition'
import { chosenFilters, daysAgo, filterOf } from '@/features/profiles/filters'
import { follow } from '@/features/profiles/follow'
import { profilesSearch } from '@/features/profiles/search-params'

const row = (id: string, updated = 1) => ({ id, updated }) as Profile
const ids = (rows: Profile[]) => rows.map((profile) => profile.id).join('')

describe('a list that follows', () => {
  const shown = [row('c'), row('b'), row('a')]
  it.each([
    ['at its top shows what there is', [row('d'), ...shown], true, 'dcba', 0],
    ['further down only counts who came', [row('d'), row('c'), row('b')], false, 'cba', 1],
    ['takes who is gone away when nobody came', [row('c'), row('a')], false, 'ca', 0],
  ])('%s', (_name, fresh, atTop, rows, waiting) => {
    const followed = follow(shown, fresh, atTop)
    expect([ids(followed.rows), followed.waiting]).toEqual([rows, waiting])
  })

  it('brings the values of rows that stay up to date', () => {
    const followed = follow(shown, [row('d'), row('c', 9), row('b'), row('a')], false)
    expect(followed.rows[0]?.updated).toBe(9)
  })
})

describe('the address', () => {
  it('narrows the list by what is set', () => {
    const search = profilesSearch.parse({
      query: 'ada',
      has_email: false,
      orders: 'many',
      columns: 'email',
    })
    const filter = filterOf(search)
    expect(filter).toEqual({ query: 'ada', has_email: false, orders: 'many' })
    expect(chosenFilters(filter)).toEqual(['orders', 'has_email'])
  })

  it('leaves out what is no value', () => {
    expect(
      filterOf(
        profilesSearch.parse({ orders: 'some', created_after: 'soon', deleted: 'maybe', x: 1 }),
      ),
    ).toEqual({})
  })

  it('holds the columns, but not the usual ones', () => {
    const fields = ['email', 'city', ...kDefaultColumns].map((name) => ({ name }) as Field)
    expect(chosenColumns('city,nonsense,email', fields).map((field) => field.name)).toEqual([
      'city',
      'email',
    ])
    expect(chosenColumns(undefined, fields)).toHaveLength(kDefaultColumns.length)
    expect(columnsText([...kDefaultColumns])).toBeUndefined()
    expect(columnsText(['city'])).toBe('city')
  })
})

it('begins a span on a whole hour', () => {
  expect(daysAgo(7, 1_800_000_123) % 3600).toBe(0)
  expect(daysAgo(1, 1_800_000_123)).toBe(daysAgo(1, 1_800_000_456))
})

describe('a filter of the list as a condition', () => {
  const at = 1_767_225_600
  it.each([
    [{ country: 'DE' }, [{ field: 'country', op: 'is', value: 'DE' }]],
    [{ order_status: 'open' }, [{ field: 'stripe_order_status', op: 'is', value: 'open' }]],
    [{ subscription: 'trial' }, [{ field: 'stripe_subscription_trial', op: 'gte', value: 1 }]],
    [{ orders: 'none' }, [{ field: 'stripe_total_orders', op: 'is', value: 0 }]],
    [{ orders: 'one' }, [{ field: 'stripe_total_orders', op: 'is', value: 1 }]],
    [{ orders: 'many' }, [{ field: 'stripe_total_orders', op: 'gte', value: 2 }]],
    [{ has_email: true }, [{ field: 'email', op: 'is_set' }]],
    [{ has_email: false }, [{ field: 'email', op: 'is_not_set' }]],
    [{ created_after: at }, [{ field: 'created', op: 'after', value: at }]],
    [{ created_before: at }, [{ field: 'created', op: 'before', value: at }]],
    [{ segment: 'seg_1' }, [{ segment: 'seg_1' }]],
  ] as const)('%j asks %j', (filter, rows) => {
    expect(filterCondition(filter)).toEqual({ condition: { all: rows }, left: [] })
  })

  it('cannot ask who was in a segment', () => {
    const filter = { segment: 'seg_1', at }
    expect(filterCondition(filter)).toEqual({ condition: { all: [] }, left: ['segment'] })
  })

  it('names what no condition can ask for', () => {
    const filter = { query: 'ada', country: 'DE', shared_email: true, deleted: false } as const
    expect(filterCondition(filter).left).toEqual(['query', 'shared_email', 'deleted'])
  })
})

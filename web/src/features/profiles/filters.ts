import type { z } from 'zod/mini'
import type { paths } from '@/api/schema'
import type { profilesSearch } from '@/features/profiles/search-params'

type Query = NonNullable<paths['/v1/profiles']['get']['parameters']['query']>

/** What stands in the list's address. */
export type ListSearch = z.infer<typeof profilesSearch>
/** What the list is narrowed by; the names are the API's and stand in the page's address as they are. */
export type ListFilter = Omit<ListSearch, 'after' | 'before' | 'columns'>
/** `at` is of the segment: who was in it then. */
export type FilterName = Exclude<keyof ListFilter, 'query' | 'at'>

const kNames: readonly (keyof ListFilter)[] = [
  'query',
  'country',
  'order_status',
  'subscription',
  'orders',
  'has_email',
  'shared_email',
  'deleted',
  'not_counted',
  'segment',
  'at',
  'created_after',
  'created_before',
]

/** The part of the address that narrows the list; what is not set is left out. */
export function filterOf(search: Record<string, unknown>): ListFilter {
  const set = kNames.filter((name) => search[name] !== undefined && search[name] !== '')
  return Object.fromEntries(set.map((name) => [name, search[name]])) as ListFilter
}

/** The filters that are set, but for the words searched for. */
export function chosenFilters(filter: ListFilter): FilterName[] {
  return Object.keys(filter).filter((name): name is FilterName => name !== 'query' && name !== 'at')
}

const kDaySeconds = 86_400

/** The start of a span of days that ends now, on a whole hour so that the address stays the same for a while. */
export function daysAgo(days: number, now = Date.now() / 1000): number {
  return Math.floor((now - days * kDaySeconds) / 3600) * 3600
}

/** The filter as the API takes it: yes and no are words there. */
export function queryOf({ has_email, shared_email, deleted, ...rest }: ListFilter): Query {
  const flags = Object.entries({ has_email, shared_email, deleted }).filter(
    ([, value]) => value !== undefined,
  )
  return { ...rest, ...Object.fromEntries(flags.map(([name, value]) => [name, String(value)])) }
}

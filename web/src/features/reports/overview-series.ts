import type { Overview } from '@/api/types'

/** The currencies of the shop, that of most orders first; of as many, by name. */
export function currenciesOf(overview: Pick<Overview, 'currencies'>): string[] {
  return Object.entries(overview.currencies)
    .sort(([a, one], [b, other]) => other.total.orders - one.total.orders || a.localeCompare(b))
    .map(([currency]) => currency)
}

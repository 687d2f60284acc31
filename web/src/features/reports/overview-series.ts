import type { Overview } from '@/api/types'

/** The currencies of the shop, that of most orders first; of as many, by name. */
export function currenciesOf(overview: Overview): string[] {
  return Object.entries(overview.currencies)
    .sort(([a, one], [b, other]) => other.total.orders - one.total.orders || a.localeCompare(b))
    .map(([currency]) => currency)
}

/** Of all ordering customers, the share that had ordered before, whole percent. */
export function returningPercent(total: {
  new_customers: number
  returning_customers: number
}): number {
  const all = total.new_customers + total.returning_customers
  return all === 0 ? 0 : Math.round((100 * total.returning_customers) / all)
}

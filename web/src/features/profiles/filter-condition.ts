import { chosenFilters, type FilterName, type ListFilter } from '@/features/profiles/filters'

type Condition = Record<string, unknown>

const atLeastOne = (field: string): Condition => ({ field, op: 'gte', value: 1 })
const orders = (op: string, value: number): Condition => ({
  field: 'stripe_total_orders',
  op,
  value,
})

function conditionOf(filter: ListFilter, name: FilterName): Condition | null {
  switch (name) {
    case 'country':
      return { field: 'country', op: 'is', value: filter.country }
    case 'order_status':
      return { field: 'stripe_order_status', op: 'is', value: filter.order_status }
    case 'subscription':
      return atLeastOne(`stripe_subscription_${filter.subscription}`)
    case 'orders':
      if (filter.orders === 'none') return orders('is', 0)
      return filter.orders === 'one' ? orders('is', 1) : orders('gte', 2)
    case 'has_email':
      return { field: 'email', op: filter.has_email ? 'is_set' : 'is_not_set' }
    case 'created_after':
      return { field: 'created', op: 'after', value: filter.created_after }
    case 'created_before':
      return { field: 'created', op: 'before', value: filter.created_before }
    case 'segment':
      return filter.at === undefined ? { segment: filter.segment } : null
    default:
      return null
  }
}

/** A filter of the list as the condition of a segment, and what no condition can ask for. */
export function filterCondition(filter: ListFilter): {
  condition: Condition
  left: (FilterName | 'query')[]
} {
  const words = filter.query === undefined ? [] : (['query'] as const)
  const names = [...words, ...chosenFilters(filter)]
  const rows = names.map((name) => (name === 'query' ? null : conditionOf(filter, name)))
  return {
    condition: { all: rows.filter((row) => row !== null) },
    left: names.filter((_, index) => rows[index] === null),
  }
}

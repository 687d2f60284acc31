import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'
import type { Profile } from '@/api/types'

const kMany = 100

const orders = ({ fields }: Profile) => fields.stripe_total_orders

/** People to show a message for: of the newest hundred who ordered often, whoever did most comes first; else the newest. */
export const examplePeopleQuery = queryOptions({
  queryKey: ['templates', 'people'],
  queryFn: async ({ signal }) => {
    const ask = async (query: { orders?: string }) =>
      answered(
        await api.GET('/v1/profiles', { params: { query: { limit: kMany, ...query } }, signal }),
      ).data
    const [often, newest] = await Promise.all([ask({ orders: 'many' }), ask({})])
    const known = new Set(often.map(({ id }) => id))
    return [
      ...often.toSorted((a, b) => orders(b) - orders(a)),
      ...newest.filter(({ id }) => !known.has(id)),
    ]
  },
  staleTime: 5 * 60_000,
})

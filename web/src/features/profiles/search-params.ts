import { z } from 'zod/mini'

/** What stands in the address of the list of profiles. Anything that is no value of these is left out. */
const flag = z.catch(z.optional(z.boolean()), undefined)
const text = z.catch(z.optional(z.string()), undefined)
const moment = z.catch(z.optional(z.number()), undefined)

export const profilesSearch = z.object({
  query: text,
  country: text,
  order_status: text,
  subscription: z.catch(
    z.optional(z.enum(['active', 'trial', 'past_due', 'paused', 'cancelled'])),
    undefined,
  ),
  orders: z.catch(z.optional(z.enum(['none', 'one', 'many'])), undefined),
  has_email: flag,
  shared_email: flag,
  deleted: flag,
  not_counted: text,
  segment: text,
  at: moment,
  created_after: moment,
  created_before: moment,
  after: text,
  before: text,
  columns: text,
})

export const kProfileTabs = [
  'fields',
  'orders',
  'subscriptions',
  'segments',
  'timeline',
  'json',
] as const
export const profileSearch = z.object({
  tab: z.catch(z.optional(z.enum(kProfileTabs)), undefined),
})

import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { Subscription } from '@/api/types'
import { SubscriptionCard } from '@/features/profiles/subscription-card'
import { show } from '@/test/shown'

const subscription: Subscription = {
  object: 'subscription',
  id: 'sub_1',
  status: 'active',
  state: 'active',
  products: [],
  interval: 'month',
  interval_count: 1,
  amount: 500,
  currency: 'eur',
  started: 1767225600,
  trial_end: null,
  renews: null,
  cancels: null,
  ended: null,
  customer: 'cus_1',
  url: 'https://dashboard.stripe.com/subscriptions/sub_1',
}

it.each<[string, Partial<Subscription>, string]>([
  ['each month', {}, '€5.00 every month'],
  ['each quarter', { interval_count: 3 }, '€5.00 every 3 months'],
  ['nothing', { amount: 0 }, '€0.00 every month'],
  ['what is not known', { amount: null }, 'Every month; see Stripe for the amount'],
])('a subscription says what it costs: %s', (_, change, said) => {
  show(<SubscriptionCard subscription={{ ...subscription, ...change }} />)
  expect(screen.getByText(said)).toBeInTheDocument()
})

import { describe, expect, it } from 'vitest'
import type { Account, Overview, StripeIntegration } from '@/api/types'
import { moodOf, readPercent } from '@/features/reports/mood'
import { currenciesOf } from '@/features/reports/overview-series'
import { nextSteps } from '@/features/reports/steps'

const error = { code: 'key_revoked', message: '' }

describe('the one word of Home', () => {
  it.each([
    [{ state: 'disconnected', error: null }, 'none'],
    [{ state: 'failed', error }, 'bad'],
    [{ state: 'paused', error: null }, 'paused'],
    [{ state: 'live', error }, 'bad'],
    [{ state: 'importing', error: null }, 'importing'],
    [{ state: 'live', error: null }, 'good'],
  ] as const)('%j is %s', (integration, mood) => {
    expect(moodOf(integration)).toBe(mood)
  })
})

it('says how much is read', () => {
  const row = (imported: number, estimated_total: number | null, done = false) => ({
    resource: 'x',
    imported,
    estimated_total,
    done,
    rate: null,
    seconds_left: null,
  })
  expect(readPercent([])).toBe(0)
  expect(readPercent([row(1, null, true), row(5, 10)])).toBe(75)
  expect(readPercent([row(99, 10)])).toBe(99)
})

it('puts the currency of most orders first', () => {
  const entry = (orders: number) => ({ points: [], total: { orders } })
  const overview = {
    currencies: { eur: entry(2), usd: entry(9), chf: entry(2) },
  } as unknown as Overview
  expect(currenciesOf(overview)).toEqual(['usd', 'chf', 'eur'])
})

it('offers at most three steps, the most useful first', () => {
  const integration = {
    state: 'live',
    freshness: 'events',
    permissions: [{ granted: false }],
  } as unknown as StripeIntegration
  const account = { postal_address: null } as unknown as Account
  expect(nextSteps({ ...integration, state: 'disconnected' }, account)[0]).toBe('connect')
  expect(nextSteps(integration, account)).toEqual(['permissions', 'shop', 'webhook'])
})

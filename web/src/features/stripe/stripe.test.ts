import { describe, expect, it } from 'vitest'
import type { ImportReport } from '@/api/types'
import { fixOf, heals, toneOf } from '@/features/stripe/faults'
import { guestsOf } from '@/features/stripe/guests'
import {
  type ProgressRow,
  secondsLeft,
  shareOf,
  usableCount,
} from '@/features/stripe/import-progress'
import { isLocal } from '@/features/stripe/is-local'
import { keyLink } from '@/features/stripe/key-link'
import { byLabel } from '@/features/stripe/permissions'

describe('the link to the form of the key', () => {
  it('ticks Read permissions only', () => {
    const url = new URL(keyLink('live'))
    const ticked = url.searchParams.getAll('permissions[]')
    expect(url.origin + url.pathname).toBe('https://dashboard.stripe.com/apikeys/create')
    expect(ticked).toContain('rak_customer_read')
    expect(ticked).toContain('rak_charge_read')
    expect(ticked.every((name) => name.endsWith('_read'))).toBe(true)
  })

  it('knows test mode', () => {
    expect(keyLink('test')).toContain('.com/test/apikeys/create?')
  })
})

const row = (more: Partial<ProgressRow>): ProgressRow => ({
  resource: 'customers',
  imported: 0,
  estimated_total: null,
  done: false,
  rate: null,
  seconds_left: null,
  ...more,
})

it.each([
  ['one a customer', 10, 10, 0, 0],
  ['two customers share an address', 10, 9, 1, 0],
  ['guests besides', 10, 12, 1, 3],
  ['fewer while people are still joined', 10, 8, 1, 0],
])('guests: %s', (_name, customers, profiles, sharing, guests) => {
  const counted = (count: number) => ({ count, href: null })
  const report = {
    customers: counted(customers),
    profiles: counted(profiles),
    sharing_email: counted(sharing),
  }
  expect(guestsOf(report as ImportReport)).toBe(guests)
})

describe('progress', () => {
  it('says how many people are usable', () => {
    expect(usableCount([row({ resource: 'invoices', imported: 5 }), row({ imported: 7 })])).toBe(7)
    expect(usableCount([])).toBe(0)
  })

  it('waits for the slowest', () => {
    expect(
      secondsLeft([
        row({ seconds_left: 4 }),
        row({ seconds_left: 9 }),
        row({ seconds_left: 99, done: true }),
      ]),
    ).toBe(9)
    expect(secondsLeft([row({})])).toBeUndefined()
  })

  it.each([
    [row({ done: true }), 100],
    [row({ imported: 5, estimated_total: 10 }), 50],
    [row({ imported: 20, estimated_total: 10 }), 99],
    [row({ imported: 20 }), undefined],
  ])('%j is read to %s %%', (progress, share) => {
    expect(shareOf(progress)).toBe(share)
  })
})

it.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['192.168.1.20', true],
  ['172.20.0.3', true],
  ['172.40.0.3', false],
  ['nas.local', true],
  ['daybook.example.com', false],
])('%s is local: %s', (host, local) => {
  expect(isLocal(host)).toBe(local)
})

it('shows one permission a row as Stripe names it', () => {
  const permission = (resource: string, label: string, granted: boolean, needed: boolean) => ({
    resource,
    label,
    granted,
    needed,
    enables: '',
    loses: '',
  })
  const rows = byLabel([
    permission('charges', 'Charges and Refunds', true, false),
    permission('refunds', 'Charges and Refunds', false, false),
    permission('invoice_payments', 'Invoices', true, false),
    permission('invoices', 'Invoices', true, true),
  ])
  expect(rows.map(({ label, granted, needed }) => [label, granted, needed])).toEqual([
    ['Charges and Refunds', false, false],
    ['Invoices', true, true],
  ])
})

it('tells what heals by itself from what needs somebody', () => {
  expect([heals('rate_limited'), heals('stripe_unreachable'), heals('key_revoked')]).toEqual([
    true,
    true,
    false,
  ])
  expect(fixOf('key_revoked')).toBe('key_revoked')
  expect(fixOf('something_else')).toBeUndefined()
  const error = (code: string) => ({ code, message: '' })
  expect(toneOf({ state: 'live', error: error('rate_limited') })).toBe('good')
  expect(toneOf({ state: 'live', error: error('permission_missing') })).toBe('warn')
  expect(toneOf({ state: 'failed', error: error('key_revoked') })).toBe('bad')
})

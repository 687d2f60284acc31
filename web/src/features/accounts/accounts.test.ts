import { describe, expect, it } from 'vitest'
import type { Account } from '@/api/types'
import { patchOf, valuesOf } from '@/features/accounts/account-values'
import { browserOf } from '@/features/accounts/browser-of'
import { inHouse } from '@/features/accounts/in-house'
import { grantableRoles, mayManage } from '@/features/accounts/roles'
import { looksLikeEmail } from '@/features/accounts/rules'
import { roleCan } from '@/shared/data/use-can'

describe('the place to return to', () => {
  it.each([
    ['/profiles?query=ada#x', '/profiles?query=ada#x'],
    ['//evil.example/x', undefined],
    ['/\\evil.example', undefined],
    ['https://evil.example/', undefined],
    ['javascript:alert(1)', undefined],
    ['/sign-in?return=/', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (asked, given) => {
    expect(inHouse(asked)).toBe(given)
  })
})

it('lets each role do what it may', () => {
  const can = (role: Parameters<typeof roleCan>[0]) =>
    (['write', 'admin', 'own'] as const).filter((power) => roleCan(role, power))
  expect(can('viewer')).toEqual([])
  expect(can('marketer')).toEqual(['write'])
  expect(can('admin')).toEqual(['write', 'admin'])
  expect(can('owner')).toEqual(['write', 'admin', 'own'])
  expect(can(undefined)).toEqual([])
})

it('lets only owners make and change owners', () => {
  expect(grantableRoles('admin')).not.toContain('owner')
  expect(grantableRoles('owner')).toContain('owner')
  expect([
    mayManage('owner', 'owner'),
    mayManage('admin', 'owner'),
    mayManage('admin', 'admin'),
  ]).toEqual([true, false, true])
  expect([mayManage('marketer', 'viewer'), mayManage(undefined, 'viewer')]).toEqual([false, false])
})

const account: Account = {
  id: 'acc_1',
  object: 'account',
  name: 'Shop',
  time_zone: 'Europe/Vienna',
  currency: null,
  postal_address: null,
  default_email_consent: 'buyers',
  test_mode_recipients: ['a@x.test', 'x.test'],
  created: 1,
  version: 7,
}

it('takes the account into its form and back', () => {
  const values = valuesOf(account)
  expect(values).toMatchObject({
    postal_address: '',
    currency: '',
    test_mode_recipients: 'a@x.test\nx.test',
  })
  const patch = patchOf(
    { ...values, currency: ' EUR ', test_mode_recipients: 'a@x.test, b@x.test\n' },
    account.version,
  )
  expect(patch).toEqual({
    version: 7,
    name: 'Shop',
    postal_address: null,
    time_zone: 'Europe/Vienna',
    currency: 'eur',
    default_email_consent: 'buyers',
    test_mode_recipients: ['a@x.test', 'b@x.test'],
  })
})

it('gives an emptied currency back', () => {
  const values = valuesOf({ ...account, currency: 'usd' })
  expect(patchOf({ ...values, currency: ' ' }, 7).currency).toBeNull()
})

it('names browsers', () => {
  expect(browserOf('Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0')).toBe(
    'Firefox on Windows',
  )
  expect(browserOf('Mozilla/5.0 (iPhone; CPU OS 18) AppleWebKit/605 Version/18 Safari/604')).toBe(
    'Safari on iOS',
  )
  expect(browserOf('curl/8.1')).toBe('curl/8.1')
})

it.each([
  ['ada@example.com', true],
  [' ada@example.com ', true],
  ['ada', false],
  ['a b@example.com', false],
])('%s is an address: %s', (text, good) => {
  expect(looksLikeEmail(text)).toBe(good)
})

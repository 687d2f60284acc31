import { describe, expect, it } from 'vitest'
import { countries, countryName } from '@/shared/format/countries'
import { customerPage } from '@/shared/format/dashboard'
import { formatMoney } from '@/shared/format/money'
import { displayName, initials } from '@/shared/format/name'
import { formatAgo, formatLength, localMoment, momentOf } from '@/shared/format/time'

describe('countries', () => {
  it.each([
    ['DE', 'Germany'],
    ['us', 'United States'],
    ['XX', 'XX'],
    ['Germany', 'Germany'],
    ['', ''],
  ])('%s is %s', (code, name) => {
    expect(countryName(code)).toBe(name)
  })

  it('are those of ISO 3166-1 and Kosovo, by name', () => {
    const all = countries()
    expect(all).toHaveLength(250)
    expect(all[0]?.name).toBe('Afghanistan')
    expect(all.map(({ code }) => code)).toEqual(expect.arrayContaining(['GB', 'CI', 'TW', 'XK']))
    expect(all.map(({ code }) => code)).not.toEqual(expect.arrayContaining(['EU']))
  })
})

describe('money', () => {
  it.each([
    [123450, 'usd', '$1,234.50'],
    [0, 'usd', '$0.00'],
    [-1999, 'usd', '-$19.99'],
    [5000, 'jpy', '¥5,000'],
    [1500, 'kwd', 'KWD 1.500'],
    [100000, 'huf', 'Ft 1,000'],
    [7, null, '7'],
    [150, 'zzz', 'ZZZ 1.50'],
    [150, 'not a currency', '1.50 NOT A CURRENCY'],
  ])('%d %s is %s', (minor, currency, text) => {
    expect(formatMoney(minor, currency).replace(/\s/g, ' ')).toBe(text)
  })
})

describe('time', () => {
  const now = 1_800_000_000
  it.each([
    [0, 'now'],
    [-30, '30 seconds ago'],
    [-180, '3 minutes ago'],
    [-7200, '2 hours ago'],
    [-86_400, 'yesterday'],
    [86_400 * 3, 'in 3 days'],
    [-86_400 * 400, 'last year'],
  ])('%d seconds from now is %s', (distance, text) => {
    expect(formatAgo(now + distance, now)).toBe(text)
  })

  it.each([
    [0, '0 s'],
    [59.6, '1 min'],
    [125, '2 min 5 s'],
    [3600, '1 h'],
    [7325, '2 h 2 min'],
    [-5, '0 s'],
  ])('a length of %d seconds is %s', (seconds, text) => {
    expect(formatLength(seconds)).toBe(text)
  })
})

describe('name', () => {
  const nobody = { first_name: null, last_name: null, email: null }
  it.each([
    [{ ...nobody, first_name: 'Ada', last_name: 'Lovelace' }, 'Ada Lovelace'],
    [{ ...nobody, last_name: '王' }, '王'],
    [{ ...nobody, email: 'ada@example.com' }, 'ada@example.com'],
    [{ ...nobody, stripe_customer_id: 'cus_1' }, 'cus_1'],
    [nobody, 'prf_1'],
    [{ ...nobody, first_name: '<b>x</b>' }, '<b>x</b>'],
  ])('%j is called %s', (fields, name) => {
    expect(displayName(fields, 'prf_1')).toBe(name)
  })

  it.each([
    ['Ada Lovelace', 'AL'],
    ['ada@example.com', 'AE'],
    ['🦊 Fox', '🦊F'],
    ['', ''],
  ])('%s is drawn as %s', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })
})

it('opens a customer in the mode of the key', () => {
  expect(customerPage('test', 'cus_1')).toBe('https://dashboard.stripe.com/test/customers/cus_1')
  expect(customerPage('live', 'cus_1')).toBe('https://dashboard.stripe.com/customers/cus_1')
})

describe('a moment as inputs have it', () => {
  it.each([0, 1_700_000_000, 1_711_846_799])('%i is read back', (seconds) => {
    expect(momentOf(localMoment(seconds))).toBe(seconds)
  })

  it.each(['', '2026-02-30x', '0202-11-03T10:00:00'])('%j is none', (text) => {
    expect(momentOf(text)).toBeUndefined()
  })
})

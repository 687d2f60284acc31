import { describe, expect, it } from 'vitest'
import type { Field, Profile } from '@/api/types'
import { ownerOf } from '@/features/profiles/field-owner'
import { draftOf, inputOf } from '@/features/profiles/field-values'
import { editOf, inputOfParam } from '@/features/profiles/profile-edit'

const custom = (type: Field['type']) =>
  ({ name: 'it', type, group: 'custom', currency: null, source: null }) as Field
const draft = (text: string, currency = 'GBP') => ({ text, currency, reason: '' })
const shop = { zone: 'Pacific/Auckland', currency: 'jpy' }

describe('a value in a form', () => {
  it.each([
    ['text', ' green ', 'green'],
    ['text', '  ', null],
    ['number', '38.5', 38.5],
    ['number', '-.5', -0.5],
    ['number', '', null],
    ['number', '1,234', undefined],
    ['number', 'many', undefined],
    ['money', '12.50', 1250],
    ['money', '0.29', 29],
    ['money', '12.505', undefined],
    ['money', '99999999999999999', undefined],
    ['date', '2026-01-31', '2026-01-31'],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['boolean', '', null],
    ['list', 'red\n green ', ['red', 'green']],
    ['list', '', []],
  ] as const)('%s %j is given as %j', (type, text, value) => {
    expect(inputOf(custom(type), draft(text))).toEqual(value)
  })

  it.each([
    ['jpy', '1250', 1250],
    ['kwd', '1.250', 1250],
    ['huf', '12.50', 1250],
    ['jpy', '12.5', undefined],
  ])('money of %s: %s', (currency, text, minor) => {
    expect(inputOf(custom('money'), draft(text, currency))).toBe(minor)
  })

  it.each([
    ['money', { it: 1250, it_currency: 'gbp' }, '12.50', 'GBP'],
    ['money', { it: null, it_currency: null }, '', 'JPY'],
    ['date', { it: 1_769_770_800 }, '2026-01-31', 'JPY'],
    ['list', { it: ['red', 'green'] }, 'red\ngreen', 'JPY'],
    ['boolean', { it: false }, 'false', 'JPY'],
  ] as const)('%s %j begins as it is', (type, values, text, currency) => {
    const profile = { custom: values, fields: {}, tags: [] } as unknown as Profile
    expect(draftOf(profile, custom(type), shop)).toEqual({ text, currency, reason: '' })
  })
})

it.each([
  [custom('text'), 'x', { custom: { it: 'x' } }],
  [custom('money'), 5, { custom: { it: 5, it_currency: 'gbp' } }],
  [custom('money'), null, { custom: { it: null } }],
  [{ ...custom('text'), group: 'standard' }, 'x', { fields: { it: 'x' } }],
  [{ ...custom('list'), name: 'tags' }, ['x'], { tags: ['x'] }],
] as const)('%j = %j is asked for so', (field, value, edit) => {
  expect(editOf(field as Field, value, { currency: 'GBP' })).toEqual(edit)
})

it.each([
  ['fields.email', 'text'],
  ['custom.it', 'text'],
  ['custom.it_currency', 'currency'],
  ['reason', 'reason'],
  [undefined, null],
])('a refusal about %s stands at %s', (param, input) => expect(inputOfParam(param)).toBe(input))

describe('whose a value is', () => {
  const person = (fields: object, from?: string) =>
    ({
      fields,
      custom: {},
      tags: [],
      sources: from ? { it: { from }, email_unsubscribed: { from } } : {},
    }) as unknown as Profile
  const standard = { ...custom('text'), group: 'standard' } as Field
  it.each([
    [person({ it: 'x' }, 'stripe'), standard, 'stripe'],
    [person({ it: null }, 'stripe'), standard, 'daybook'],
    [person({ it: 'x' }, 'daybook'), standard, 'daybook'],
    [person({}), standard, 'daybook'],
    [person({ it: 3 }), { ...standard, group: 'stripe' }, 'nobody'],
    [person({}), custom('text'), 'daybook'],
    [person({}), { ...custom('text'), source: 'last_order.metadata.x' }, 'stripe'],
    [
      person({ email_unsubscribed: true }, 'stripe'),
      { ...standard, name: 'email_unsubscribed' },
      'daybook',
    ],
  ] as const)('%j %j: %s', (profile, field, owner) => {
    expect(ownerOf(profile, field as Field)).toBe(owner)
  })
})

import { describe, expect, it } from 'vitest'
import type { Field, TemplateValues } from '@/api/types'
import { withoutEmpty } from '@/features/templates/content'
import { lackingPart, percentOf } from '@/features/templates/lacking'
import { freeName, unusedName } from '@/features/templates/make-again'
import { inScheme } from '@/features/templates/preview/in-scheme'
import { matching } from '@/features/templates/search-params'
import { matchingNames, membersOf, namesOf, outputOf } from '@/features/templates/words'
import { wordsOfTests as words } from '@/features/templates/words-of-tests'

const fields = [{ name: 'first_name', label: 'First name' }] as Field[]
const names = namesOf(words, fields)

describe('names', () => {
  it('are all that prints something, with the labels of the catalogue', () => {
    expect(names.map(({ path, label }) => `${path}: ${label}`)).toEqual([
      'profile.first_name: First name',
      'profile.stripe_total_sales: Stripe total sales',
      'profile.created: Created',
      'profile.tags: Tags',
      'cart.products: Products',
      'now: Now',
    ])
  })

  it.each([
    ['FIRST', ['profile.first_name']],
    ['total sales', ['profile.stripe_total_sales']],
    ['nothing of it', []],
  ])('are found by “%s”', (query, found) => {
    expect(matchingNames(names, query).map(({ path }) => path)).toEqual(found)
  })

  it.each([
    ['profile.first_name', 'text', 'text', '{{ profile.first_name | default: "there" }}'],
    ['profile.city', 'text', 'text', '{{ profile.city }}'],
    ['cart.amount', 'money', 'text', '{{ cart.amount | money }}'],
    ['profile.created', 'date', 'text', '{{ profile.created | date: "long" }}'],
    ['profile.tags', 'list', 'text', '{{ profile.tags | join: ", " }}'],
    ['profile.first_name', 'text', 'json', '{{ profile.first_name | json }}'],
  ] as const)('%s, %s, in %s prints well', (path, shape, form, text) => {
    expect(outputOf({ path, shape }, form)).toBe(text)
  })

  it.each([
    ['profile', 'first_name,stripe_total_sales,created,tags'],
    ['cart.products', ''],
    ['cart.products.first', 'price'],
    ['product', 'price'],
    ['nothing', ''],
  ])('%s has the members %s', (path, members) => {
    const loops = new Map([['product', 'cart.products']])
    expect(
      membersOf(words, path.split('.'), loops)
        .map(({ name }) => name)
        .join(),
    ).toBe(members)
  })
})

describe('people who lack a value', () => {
  const values: TemplateValues = {
    object: 'template_values',
    segment: null,
    people: 40,
    counted: 1,
    fields: [{ name: 'first_name', lacking: 5 }],
  }

  it.each([
    ['profile.first_name', 0.125],
    ['user.first_name', 0.125],
    ['cart.first_name', null],
    ['profile.city', null],
  ])('%s: %s', (path, part) => {
    expect(lackingPart(values, path)).toBe(part)
    expect(lackingPart({ ...values, people: null }, path)).toBeNull()
    expect(lackingPart(undefined, path)).toBeNull()
  })

  it('are told with the name', () => {
    expect(namesOf(words, fields, values)[0]).toMatchObject({ lacking: 0.125 })
  })

  it.each([
    [0, '0%'],
    [0.00001, '0.1%'],
    [0.125, '12.5%'],
    [1, '100%'],
  ])('%s is %s', (part, told) => {
    expect(percentOf(part)).toBe(told)
  })
})

describe('templates', () => {
  it.each([
    [{ name: 'Welcome', kind: 'email' }, 'Welcome (copy 3)'],
    [{ name: 'Welcome', kind: 'sms' }, 'Welcome (copy)'],
    [{ name: 'footer', kind: 'snippet' }, 'footer-copy'],
  ] as const)('%j has a copy called %s', (one, name) => {
    const all = ['Welcome', 'welcome (COPY)', 'Welcome (copy 2)'].map((other) => ({
      name: other,
      kind: 'email' as const,
    }))
    expect(freeName(one, all)).toBe(name)
  })

  it('keep a name that no other of their kind has', () => {
    const all = [{ name: 'Welcome', kind: 'email' as const }]
    expect(unusedName({ name: 'welcome', kind: 'email' }, all)).toBe('welcome (copy)')
    expect(unusedName({ name: 'Welcome', kind: 'sms' }, all)).toBe('Welcome')
  })

  it('are found by kind and name', () => {
    const all = [
      { name: 'Welcome', kind: 'email' },
      { name: 'welcome back', kind: 'sms' },
    ] as const
    expect(matching(all, { query: ' WEL' })).toHaveLength(2)
    expect(matching(all, { kind: 'sms' }).map(({ name }) => name)).toEqual(['welcome back'])
  })

  it('are asked about without parts that are empty', () => {
    expect(withoutEmpty({ subject: '', body: 'x', text: null })).toEqual({ body: 'x' })
  })
})

describe('a style', () => {
  it.each([
    ['@media (prefers-color-scheme: dark){a{}}', true, '@media (min-width:0){a{}}'],
    ['@media (prefers-color-scheme:dark){a{}}', false, '@media (max-width:0){a{}}'],
    [
      '@media (PREFERS-color-scheme:light) and (max-width:9px){}',
      true,
      '@media (max-width:0) and (max-width:9px){}',
    ],
    ['a{color:dark}', true, 'a{color:dark}'],
  ])('%s, dark %s', (css, dark, shown) => {
    expect(inScheme(css, dark)).toBe(shown)
  })
})

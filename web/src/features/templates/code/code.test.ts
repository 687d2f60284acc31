import { describe, expect, it } from 'vitest'
import type { Field, TemplateFinding } from '@/api/types'
import { offersAt, placeOf } from '@/features/templates/code/complete'
import { rangeOf, remedyOf } from '@/features/templates/code/place'
import { namesOf } from '@/features/templates/words'
import { wordsOfTests as words } from '@/features/templates/words-of-tests'

const fields = [{ name: 'first_name', label: 'First name' }] as Field[]
const names = namesOf(words, fields)
const tell = (part: number) => String(part)

describe('what is completed', () => {
  it.each([
    ['Hello prof', null],
    ['{{ prof', { what: 'name', typed: 'prof' }],
    ['{{ profile.', { what: 'name', typed: 'profile.' }],
    ['{{- ', { what: 'name', typed: '' }],
    ['{{ a | da', { what: 'filter', typed: 'da' }],
    ['{{ a | default: "the', null],
    ['{{ a | default: "there" | up', { what: 'filter', typed: 'up' }],
    ['{{ a }} pro', null],
    ['{% i', { what: 'tag', typed: 'i' }],
    ['{%- if pro', { what: 'name', typed: 'pro' }],
    ['{% if a %} x {{ b', { what: 'name', typed: 'b' }],
    ['{{ 12', null],
  ])('%s', (before, place) => {
    expect(placeOf(before)).toEqual(place)
  })

  it.each([
    ['{{ profile.f', 11, 'first_name,stripe_total_sales,created,tags'],
    ['{% for p in cart.products %}{{ p.', 33, 'price'],
    ['{% for p in cart.products %}{{ ', 31, 'p,profile.first_name'],
    ['{{ x | ', 7, 'date,default,money'],
    ['{% ', 3, 'for,if'],
  ])('%s offers', (before, from, begins) => {
    const offers = offersAt(before, words, names, tell)
    expect(offers?.from).toBe(from)
    expect(offers?.offers.map(({ label }) => label).join()).toMatch(new RegExp(`^${begins}`))
  })

  it('tells the label, what it prints, and how many lack it', () => {
    const lacking = names.map((name) => ({ ...name, lacking: 0.25 }))
    const [first] = offersAt('{{ profile.', words, lacking, tell)?.offers ?? []
    expect(first).toMatchObject({ label: 'first_name', detail: 'First name · 0.25', info: 'Ada' })
  })

  it('has nothing where a name has no members', () => {
    expect(offersAt('{{ now.', words, names, tell)).toBeNull()
  })
})

const finding = (more: Partial<TemplateFinding>): TemplateFinding => ({
  severity: 'error',
  code: 'unknown_name',
  part: 'body',
  line: 1,
  column: 1,
  message: '',
  suggestion: null,
  ...more,
})

describe('a finding', () => {
  it.each([
    ['Hi\n{{ profile.nam }}', 2, 4, 'profile.nam'],
    ['Hi 🙂 {{ nam }}', 1, 9, 'nam'],
    ['{{ a | }}', 1, 6, '|'],
    ['a', 1, 2, ''],
  ])('in %j at %i:%i is about %j', (text, line, column, about) => {
    const range = rangeOf(text, finding({ line, column }))
    expect(range && text.slice(...range)).toBe(about)
  })

  it('without a place, or in a line that is gone, is about nothing', () => {
    expect(rangeOf('a', finding({ line: null }))).toBeNull()
    expect(rangeOf('a', finding({ line: 3 }))).toBeNull()
  })

  it.each([
    [{ suggestion: 'profile.name' }, 'Hi {{ profile.name }}'],
    [
      { code: 'missing_fallback', suggestion: 'profile.nam | default: "there"' },
      'Hi {{ profile.nam | default: "there" }}',
    ],
    [{ code: 'unclosed_tag', suggestion: '{% endif %}' }, null],
    [{ suggestion: null }, null],
  ] as const)('%j mends it to %j', (more, mended) => {
    const text = 'Hi {{ profile.nam }}'
    const remedy = remedyOf(text, finding({ column: 7, ...more }))
    expect(remedy && text.slice(0, remedy.from) + remedy.insert + text.slice(remedy.to)).toBe(
      mended,
    )
  })

  it('of another language is about all that was written', () => {
    const told = finding({
      code: 'foreign_language',
      column: 4,
      message: '*|FNAME|* is written as in Mailchimp.',
      suggestion: '{{ profile.first_name }}',
    })
    expect(remedyOf('Hi *|FNAME|*!', told)).toEqual({
      from: 3,
      to: 12,
      insert: '{{ profile.first_name }}',
    })
  })
})

import IntlMessageFormat from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { en } from '@/strings/en'

function texts(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as object).flatMap(([key, inner]) =>
    texts(inner, path ? `${path}.${key}` : key),
  )
}

describe('texts', () => {
  it.each(texts(en, ''))('%s is an ICU message and says something', (_path, text) => {
    expect(text.trim()).not.toBe('')
    expect(() => new IntlMessageFormat(text, 'en')).not.toThrow()
  })

  it('counts in the plural', () => {
    const say = (count: number) =>
      new IntlMessageFormat(en.home.since.profiles, 'en').format({ count })
    expect([say(1), say(14), say(1200)]).toEqual([
      '1 new person',
      '14 new people',
      '1,200 new people',
    ])
  })
})

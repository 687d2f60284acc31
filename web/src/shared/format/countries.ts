// Codes that CLDR names but that are no country of ISO 3166-1: unions, outlying pieces, and codes for tests.
const kNoCountry = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '))
const kLetters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

export interface Country {
  /** ISO 3166-1, two capital letters, as Stripe has it. */
  code: string
  name: string
}

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** A country's name; a code that is none is given back. */
export function countryName(code: string): string {
  return (/^[A-Za-z]{2}$/.test(code) && names.of(code.toUpperCase())) || code
}

/** Every country by name. The browser knows them, so that no list has to be loaded. */
export function countries(): Country[] {
  return kLetters
    .flatMap((first) => kLetters.map((second) => first + second))
    .filter((code) => !kNoCountry.has(code) && new Intl.Locale(`und-${code}`).region === code)
    .map((code) => ({ code, name: names.of(code) }))
    .filter((country): country is Country => country.name !== undefined)
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

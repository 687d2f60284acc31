import IntlMessageFormat, { type Formatters } from 'intl-messageformat'
import { kept } from '@/shared/format/kept'

// What only a message with arguments or quoted signs has.
const kSyntax = /[{}']/

const made = <Format>(make: (locale: never, options?: never) => Format) => {
  const keep = kept((key: string) => make(...(JSON.parse(key) as [never, never])))
  return (locale?: unknown, options: unknown = {}) => keep(JSON.stringify([locale, options]))
}

// One of each for all messages: by itself each message makes its own.
const formatters = {
  getNumberFormat: made((locale, options) => new Intl.NumberFormat(locale, options)),
  getDateTimeFormat: made((locale, options) => new Intl.DateTimeFormat(locale, options)),
  getPluralRules: made((locale, options) => new Intl.PluralRules(locale, options)),
} as Formatters

const messages = kept(
  (text: string) => new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true, formatters }),
)

/**
 * Texts are ICU messages: {count, plural, one {# profile} other {# profiles}}. Most have no argument and are said as they
 * stand: reading a message takes far longer than all else about showing it. One that lacks a value is shown as it is written.
 */
export const messageFormat = {
  type: 'i18nFormat' as const,
  init: () => undefined,
  addLookupKeys: (keys: string[]) => keys,
  parse(text: string, values: Record<string, string | number>): string {
    if (!kSyntax.test(text)) return text
    try {
      return String(messages(text).format(values))
    } catch {
      return text
    }
  },
}

import { kept } from '@/shared/format/kept'

/** Digits after the point of a currency; what Intl does not know has two. */
const digitsOf = kept((currency: string): number => {
  try {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    return options.maximumFractionDigits ?? 2
  } catch {
    return 2
  }
})

// Stripe's smallest units where they are not ISO 4217's: these have two digits at Stripe, none in CLDR.
const kTwoDigitsAtStripe = new Set(['ISK', 'UGX', 'HUF', 'TWD'])

/** Digits after the point of a currency at Stripe. */
function stripeDigits(currency: string): number {
  const code = currency.toUpperCase()
  return kTwoDigitsAtStripe.has(code) ? 2 : digitsOf(code)
}

/** Nothing where Intl knows no such currency. */
function moneyFormat(currency: string, more: Intl.NumberFormatOptions): Intl.NumberFormat | null {
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...more } as const
  try {
    return new Intl.NumberFormat(undefined, options)
  } catch {
    return null
  }
}

const exactMoney = kept((code: string) =>
  moneyFormat(code, { maximumFractionDigits: stripeDigits(code) }),
)
const shortMoney = kept((code: string) =>
  moneyFormat(code, { notation: 'compact', maximumFractionDigits: 1 }),
)
const plain = new Intl.NumberFormat()
const share = new Intl.NumberFormat(undefined, { style: 'percent' })

/** Money in smallest units as Stripe gives it: formatMoney(123450, "usd") = "$1,234.50". */
export function formatMoney(minor: number, currency: string | null | undefined): string {
  if (!currency) return formatNumber(minor)
  const code = currency.toUpperCase()
  const digits = stripeDigits(code)
  const value = minor / 10 ** digits
  return exactMoney(code)?.format(value) ?? `${value.toFixed(digits)} ${code}`
}

/** Money where there is little room, without small change: "$12.3K". */
export function formatMoneyShort(minor: number, currency: string | null | undefined): string {
  const code = (currency ?? '').toUpperCase()
  const value = minor / 10 ** stripeDigits(code)
  return shortMoney(code)?.format(value) ?? formatNumber(value)
}

export function formatNumber(value: number): string {
  return plain.format(value)
}

/** A part of 1 in percent: "45%". */
export function formatShare(part: number): string {
  return share.format(part)
}

/** Money as one types it, in whole units: plainMoney(1250, "gbp") = "12.50". */
export function plainMoney(minor: number, currency: string): string {
  const digits = stripeDigits(currency)
  return (minor / 10 ** digits).toFixed(digits)
}

const kDecimal = plain.formatToParts(1.5).find((part) => part.type === 'decimal')

/** A number as it was typed, with a point or with the reader's own decimal sign; nothing where it is none. */
export function parseNumber(text: string): number | undefined {
  const plain = kDecimal ? text.replace(kDecimal.value, '.') : text
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined
}

/** The smallest units of an amount as it was typed; nothing where the currency has fewer digits, or it is no number. */
export function minorOf(text: string, currency: string): number | undefined {
  const value = parseNumber(text)
  if (value === undefined) return undefined
  const minor = value * 10 ** stripeDigits(currency)
  const whole = Math.round(minor)
  return Math.abs(minor - whole) < 1e-4 && Number.isSafeInteger(whole) ? whole : undefined
}

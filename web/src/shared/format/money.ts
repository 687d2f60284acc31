/** Digits after the point of a currency; what Intl does not know has two. */
function digitsOf(currency: string): number {
  try {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    return options.maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

// Stripe's smallest units where they are not ISO 4217's: these have two digits at Stripe, none in CLDR.
const kTwoDigitsAtStripe = new Set(['ISK', 'UGX', 'HUF', 'TWD'])

/** Money in smallest units as Stripe gives it: formatMoney(123450, "usd") = "$1,234.50". */
export function formatMoney(minor: number, currency: string | null | undefined): string {
  if (!currency) return formatNumber(minor)
  const code = currency.toUpperCase()
  const digits = kTwoDigitsAtStripe.has(code) ? 2 : digitsOf(code)
  const value = minor / 10 ** digits
  try {
    return new Intl.NumberFormat(undefined, {
      style: 'currency',
      currency: code,
      currencyDisplay: 'narrowSymbol',
      maximumFractionDigits: digits,
    }).format(value)
  } catch {
    return `${value.toFixed(digits)} ${code}`
  }
}

/** Money where there is little room, without small change: "$12.3K". */
export function formatMoneyShort(minor: number, currency: string | null | undefined): string {
  const code = (currency ?? '').toUpperCase()
  const digits = kTwoDigitsAtStripe.has(code) ? 2 : digitsOf(code)
  try {
    return new Intl.NumberFormat(undefined, {
      style: 'currency',
      currency: code,
      currencyDisplay: 'narrowSymbol',
      notation: 'compact',
      maximumFractionDigits: 1,
    }).format(minor / 10 ** digits)
  } catch {
    return formatNumber(minor / 10 ** digits)
  }
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat().format(value)
}

/** A part of 1 in percent: "45%". */
export function formatShare(part: number): string {
  return new Intl.NumberFormat(undefined, { style: 'percent' }).format(part)
}

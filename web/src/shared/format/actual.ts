import type { TFunction } from 'i18next'
import type { SegmentExplanation } from '@/api/types'
import { kept } from '@/shared/format/kept'
import { formatNumber } from '@/shared/format/money'
import { formatDateTime } from '@/shared/format/time'

type Explained = SegmentExplanation['conditions'][number]

const amounts = kept((currency: string) => {
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  try {
    return new Intl.NumberFormat(undefined, options)
  } catch {
    return null
  }
})

/** Amounts of an explanation are in whole units: {"usd":59.97}. */
function amount(currency: string, value: number): string {
  const code = currency.toUpperCase()
  return amounts(code)?.format(value) ?? `${value} ${code}`
}

function money(t: TFunction, actual: unknown): string {
  const all = Object.entries((actual ?? {}) as Record<string, number>)
  if (all.length === 0) return t('segments.tryOut.none')
  return all.map(([currency, value]) => amount(currency, value)).join(', ')
}

/** What a condition sees of a person, as people read it. */
export function formatActual(t: TFunction, { actual, type }: Pick<Explained, 'actual' | 'type'>) {
  if (actual === null || actual === undefined) return t('segments.tryOut.missing')
  switch (type) {
    case 'boolean':
      return t(actual ? 'segments.value.yes' : 'segments.value.no')
    case 'date':
      return formatDateTime(Number(actual))
    case 'number':
      return formatNumber(Number(actual))
    case 'money':
      return money(t, actual)
    case 'list':
      return Array.isArray(actual) ? actual.join(', ') : String(actual)
    case 'text':
      return String(actual)
  }
}

import type { TFunction } from 'i18next'
import { formatMoney } from '@/shared/format/money'
import { profiles } from '@/strings/en/profiles'

type Kind = keyof typeof profiles.timeline.kind

/** An activity's kind in words; one that has none here (posted by a program) in its own. */
export function activityLabel(t: TFunction, kind: string): string {
  if (kind in profiles.timeline.kind) return t(`profiles.timeline.kind.${kind as Kind}`)
  return kind.replaceAll('_', ' ')
}

interface Product {
  name?: string | null
}

/** What an activity was about: its amount and its products, as far as its data says. */
export function activityDetail(data: Record<string, unknown>): string {
  const parts: string[] = []
  if (typeof data.amount === 'number') {
    parts.push(formatMoney(data.amount, typeof data.currency === 'string' ? data.currency : null))
  }
  if (Array.isArray(data.products)) {
    const names = (data.products as Product[]).map((product) => product.name).filter(Boolean)
    if (names.length > 0) parts.push(names.slice(0, 3).join(', '))
  }
  return parts.join(' · ')
}

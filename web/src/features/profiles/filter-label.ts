import type { TFunction } from 'i18next'
import type { Segment } from '@/api/types'
import type { FilterName, ListFilter } from '@/features/profiles/filters'
import { countryName } from '@/shared/format/countries'
import { formatDate, formatExact } from '@/shared/format/time'
import { profiles } from '@/strings/en/profiles'

type Status = keyof typeof profiles.status

export function statusLabel(t: TFunction, status: string): string {
  return status in profiles.status ? t(`profiles.status.${status as Status}`) : status
}

/** A filter that is set, as its chip says it. */
export function filterLabel(
  t: TFunction,
  filter: ListFilter,
  name: FilterName,
  segments: Pick<Segment, 'id' | 'name'>[] = [],
): string {
  switch (name) {
    case 'country':
      return t('profiles.filter.countryIs', { value: countryName(filter.country ?? '') })
    case 'order_status':
      return t('profiles.filter.order_statusIs', {
        value: statusLabel(t, filter.order_status ?? ''),
      })
    case 'subscription':
      return t('profiles.filter.subscriptionIs', {
        value: filter.subscription ? t(`profiles.state.${filter.subscription}`) : '',
      })
    case 'orders':
      return filter.orders ? t(`profiles.filter.ordersIs.${filter.orders}`) : ''
    case 'not_counted':
      return t('profiles.filter.not_countedIs', {
        reason: (filter.not_counted ?? '').replaceAll('_', ' '),
      })
    case 'segment': {
      const one = segments.find(({ id }) => id === filter.segment)?.name ?? filter.segment
      if (filter.at === undefined) return t('profiles.filter.segmentIs', { name: one })
      return t('profiles.filter.segmentWas', { name: one, at: formatExact(filter.at) })
    }
    case 'has_email':
    case 'shared_email':
    case 'deleted':
      return t(`profiles.filter.${name}Is.${filter[name] ? 'true' : 'false'}`)
    case 'created_after':
    case 'created_before':
      return t(`profiles.filter.${name}`, { date: formatDate(Number(filter[name])) })
  }
}

import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field, Profile } from '@/api/types'
import { fieldOf, isMissing } from '@/features/profiles/field-values'
import { statusLabel } from '@/features/profiles/filter-label'
import { OrderStatus } from '@/features/profiles/order-status'
import { ShopDay } from '@/features/profiles/shop-day'
import { countryName } from '@/shared/format/countries'
import { formatMoney, formatNumber } from '@/shared/format/money'
import { formatDate } from '@/shared/format/time'

interface Props {
  profile: Profile
  field: Field
}

/**
 * Whether the field's source has not been read once: then its value is unknown, not zero. What was set here is known
 * all the same.
 */
function isPending({ profile, field }: Props): boolean {
  if (field.resource === null || !profile.stripe.pending.includes(field.resource)) return false
  return field.group !== 'standard' || isMissing(fieldOf(profile, field.name))
}

/** A field's value as people read it. */
export function FieldValue({ profile, field }: Props) {
  const { t } = useTranslation()
  if (isPending({ profile, field })) {
    return (
      <Text span inherit c="dimmed" fs="italic" title={t('common.readingHint')}>
        {t('common.reading')}
      </Text>
    )
  }
  const value = fieldOf(profile, field.name)
  if (isMissing(value)) {
    return (
      <Text span inherit c="dimmed">
        {t('common.none')}
      </Text>
    )
  }
  if (field.name === 'stripe_order_status') {
    return <OrderStatus status={String(value)} label={statusLabel(t, String(value))} />
  }
  if (field.name === 'country') {
    return <span title={String(value)}>{countryName(String(value))}</span>
  }
  switch (field.type) {
    case 'money': {
      const currency = field.currency ? fieldOf(profile, field.currency) : null
      return (
        <span className="numbers">
          {formatMoney(Number(value), currency ? String(currency) : null)}
        </span>
      )
    }
    case 'number':
      return <span className="numbers">{formatNumber(Number(value))}</span>
    case 'date':
      return field.group === 'custom' ? (
        <ShopDay at={Number(value)} />
      ) : (
        <span className="numbers">{formatDate(Number(value))}</span>
      )
    case 'boolean':
      return <>{t(value ? 'common.yes' : 'common.no')}</>
    case 'list':
      return <>{Array.isArray(value) ? value.join(', ') : String(value)}</>
    default:
      return <>{String(value)}</>
  }
}

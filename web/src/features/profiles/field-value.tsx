import { Text, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field, Profile } from '@/api/types'
import { statusLabel } from '@/features/profiles/filter-label'
import { OrderStatus } from '@/features/profiles/order-status'
import { formatMoney, formatNumber } from '@/shared/format/money'
import { formatDate } from '@/shared/format/time'

interface Props {
  profile: Profile
  field: Field
}

function fieldOf(profile: Profile, name: string): unknown {
  const fields: Record<string, unknown> = { ...profile.custom, ...profile.fields }
  return fields[name]
}

/** Whether the field's source has not been read once: then its value is unknown, not zero. */
function isPending({ profile, field }: Props): boolean {
  return field.resource !== null && profile.stripe.pending.includes(field.resource)
}

/** A field's value as people read it. */
export function FieldValue({ profile, field }: Props) {
  const { t } = useTranslation()
  if (isPending({ profile, field })) {
    return (
      <Tooltip label={t('common.readingHint')} multiline w={240}>
        <Text span inherit c="dimmed" fs="italic">
          {t('common.reading')}
        </Text>
      </Tooltip>
    )
  }
  const value = fieldOf(profile, field.name)
  if (value === null || value === undefined || value === '') {
    return (
      <Text span inherit c="dimmed">
        {t('common.none')}
      </Text>
    )
  }
  if (field.name === 'stripe_order_status') {
    return <OrderStatus status={String(value)} label={statusLabel(t, String(value))} />
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
      return <span className="numbers">{formatDate(Number(value))}</span>
    case 'boolean':
      return <>{t(value ? 'common.yes' : 'common.no')}</>
    case 'list':
      return <>{Array.isArray(value) ? value.join(', ') : String(value)}</>
    default:
      return <>{String(value)}</>
  }
}

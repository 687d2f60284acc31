import { Progress, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import { computedOf } from '@/features/fields/field-name'
import { formatNumber, formatShare } from '@/shared/format/money'

/** How many people have a value of the field, and how far computing them is. */
export function FieldFilled({ field }: { field: Field }) {
  const { t } = useTranslation()
  const done = computedOf(field)
  const type = t(`fields.type.${field.type}`).toLocaleLowerCase()
  return (
    <Stack gap={2}>
      <span className="numbers">{formatNumber(field.filled ?? 0)}</span>
      {field.unfit ? (
        <Text size="xs" c="dimmed">
          {t('fields.unfit', { count: field.unfit, type })}
        </Text>
      ) : null}
      {done !== undefined && (
        <>
          <Text size="xs" c="dimmed">
            {t('fields.computing', { percent: formatShare(done) })}
          </Text>
          <Progress
            value={done * 100}
            size="xs"
            aria-label={t('fields.computing', { percent: formatShare(done) })}
          />
        </>
      )}
    </Stack>
  )
}

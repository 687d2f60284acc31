import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { NumberOperand } from '@/features/segments/operands/number-operand'

interface Props {
  value: unknown
  onChange: (value: unknown) => void
}

/** From so many to so many days before the day comes round again. */
export function AnniversaryOperand({ value, onChange }: Props) {
  const { t } = useTranslation()
  const { from = null, to = null } = (value ?? {}) as { from?: unknown; to?: unknown }
  return (
    <Group gap={6} wrap="nowrap">
      <NumberOperand
        value={from}
        onChange={(next) => onChange({ from: next, to })}
        label={t('segments.value.daysFrom')}
        whole
        min={-365}
        width={64}
      />
      <span>–</span>
      <NumberOperand
        value={to}
        onChange={(next) => onChange({ from, to: next })}
        label={t('segments.value.daysTo')}
        whole
        min={-365}
        width={64}
      />
      <span>{t('segments.unit.days')}</span>
    </Group>
  )
}

import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Operand, type OperandProps } from '@/features/segments/operands/operand'

/** The first and the last value of what lies between. */
export function PairOperand({ type, value, onChange, place }: OperandProps) {
  const { t } = useTranslation()
  const [low = null, high = null] = Array.isArray(value) ? value : []
  const labels = type === 'date' ? (['first', 'last'] as const) : (['from', 'to'] as const)
  return (
    <Group gap={6} align="flex-start">
      <Operand
        type={type}
        op="is"
        value={low}
        onChange={(next) => onChange([next, high])}
        place={place}
        label={t(`segments.value.${labels[0]}`)}
      />
      <span style={{ lineHeight: '36px' }}>{t('segments.joinShort.all')}</span>
      <Operand
        type={type}
        op="is"
        value={high}
        onChange={(next) => onChange([low, next])}
        place={place}
        label={t(`segments.value.${labels[1]}`)}
      />
    </Group>
  )
}

import { Group, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { NumberOperand } from '@/features/segments/operands/number-operand'
import { durationJson, durationOf, kUnits } from '@/features/segments/tree/operands'

interface Props {
  value: unknown
  onChange: (value: unknown) => void
  label?: string
}

/** So many days, hours or months. */
export function DurationOperand({ value, onChange, label }: Props) {
  const { t } = useTranslation()
  const duration = durationOf(value)
  const offered = kUnits.filter((unit) => unit !== 'seconds' || duration.unit === 'seconds')
  return (
    <Group gap={6} wrap="nowrap">
      <NumberOperand
        value={duration.count}
        onChange={(count) => onChange(durationJson({ ...duration, count: count as number | null }))}
        label={label ?? t('segments.value.length')}
        whole
        min={0}
        width={72}
      />
      <Select
        w={112}
        aria-label={t('segments.value.unit')}
        allowDeselect={false}
        data={offered.map((unit) => ({ value: unit, label: t(`segments.unit.${unit}`) }))}
        value={duration.unit}
        onChange={(next) => {
          const unit = kUnits.find((one) => one === next) ?? 'days'
          onChange(durationJson({ ...duration, unit }))
        }}
      />
    </Group>
  )
}

import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useBuilder } from '@/features/segments/builder-context'
import { dayOf, formatDateTime } from '@/shared/format/time'

interface Props {
  value: unknown
  onChange: (value: unknown) => void
  label: string
}

/** A day in the shop's zone. A moment, which only a program can have given, is shown and kept until a day is chosen. */
export function DayOperand({ value, onChange, label }: Props) {
  const { t } = useTranslation()
  const { zone } = useBuilder()
  const moment = typeof value === 'number' ? value : null
  return (
    <TextInput
      w={160}
      type="date"
      aria-label={label}
      description={
        moment === null ? undefined : t('segments.value.exactly', { at: formatDateTime(moment) })
      }
      inputWrapperOrder={['input', 'description', 'error']}
      value={moment === null ? String(value ?? '') : dayOf(moment, zone)}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  )
}

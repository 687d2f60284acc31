import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  value: unknown
  onChange: (value: unknown) => void
  label: string
}

export function BooleanOperand({ value, onChange, label }: Props) {
  const { t } = useTranslation()
  return (
    <Select
      w={96}
      aria-label={label}
      allowDeselect={false}
      data={[
        { value: 'true', label: t('segments.value.yes') },
        { value: 'false', label: t('segments.value.no') },
      ]}
      value={typeof value === 'boolean' ? String(value) : null}
      onChange={(next) => onChange(next === 'true')}
    />
  )
}

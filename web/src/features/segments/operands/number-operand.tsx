import { NumberInput } from '@mantine/core'

interface Props {
  value: unknown
  onChange: (value: unknown) => void
  label: string
  whole?: boolean
  min?: number
  width?: number
  error?: boolean
}

/** A number; nothing while the field is empty or what is typed is none. */
export function NumberOperand({ value, onChange, label, whole, min, width = 96 }: Props) {
  return (
    <NumberInput
      w={width}
      aria-label={label}
      hideControls
      inputMode={whole ? 'numeric' : 'decimal'}
      allowDecimal={!whole}
      {...(min === undefined ? {} : { min, allowNegative: min < 0 })}
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : null)}
    />
  )
}

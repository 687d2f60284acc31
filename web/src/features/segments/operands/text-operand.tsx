import { Autocomplete } from '@mantine/core'
import type { Place } from '@/features/segments/api/list-values'
import { useValues } from '@/features/segments/operands/use-values'
import { ValueOption } from '@/features/segments/operands/value-option'

interface Props {
  value: unknown
  onChange: (value: unknown) => void
  place: Place | undefined
  label: string
}

/** A text: one that people have, or any other. */
export function TextOperand({ value, onChange, place, label }: Props) {
  const text = typeof value === 'string' ? value : ''
  const { counts, ask } = useValues(place, text)
  return (
    <Autocomplete
      w={210}
      aria-label={label}
      autoComplete="off"
      spellCheck={false}
      data={[...counts.keys()]}
      filter={({ options }) => options}
      maxDropdownHeight={280}
      value={text}
      onFocus={ask}
      onChange={onChange}
      renderOption={({ option }) => (
        <ValueOption value={option.value} people={counts.get(option.value)} />
      )}
    />
  )
}

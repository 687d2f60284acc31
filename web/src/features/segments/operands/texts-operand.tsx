import { TagsInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OperandProps } from '@/features/segments/operands/operand'
import { useValues } from '@/features/segments/operands/use-values'
import { ValueOption } from '@/features/segments/operands/value-option'
import { parseNumber } from '@/shared/format/money'

/** Several values, of which any counts: those that people have, or any others. */
export function TextsOperand({ type, value, onChange, place }: OperandProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const { counts, ask } = useValues(place, typed)
  // What a program gave may be more than a text (amounts by currency): it stays what it is.
  const given = new Map(
    (Array.isArray(value) ? value : []).map((one: unknown) => [
      typeof one === 'object' ? JSON.stringify(one) : String(one),
      one,
    ]),
  )
  const texts = [...given.keys()]
  const numbers = type === 'number' || type === 'money'
  const change = (next: string[]) =>
    onChange(
      next
        .map((text) => given.get(text) ?? (numbers ? parseNumber(text) : text))
        .filter((one) => one !== undefined),
    )
  return (
    <TagsInput
      w={260}
      aria-label={t('segments.value.values')}
      placeholder={texts.length === 0 ? t('segments.value.several') : undefined}
      data={[...counts.keys()]}
      filter={({ options }) => options}
      maxDropdownHeight={280}
      value={texts}
      onChange={change}
      searchValue={typed}
      onSearchChange={setTyped}
      onFocus={ask}
      acceptValueOnBlur
      renderOption={({ option }) => (
        <ValueOption value={option.value} people={counts.get(option.value)} />
      )}
    />
  )
}

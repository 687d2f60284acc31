import { Anchor, Autocomplete, NumberInput, Select, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ValueOption } from '@/features/segments/operands/value-option'
import {
  labelledChoices,
  labelOf,
  operandOf,
  type RecipeOperand,
  type RecipeValue,
} from '@/features/segments/recipes'

interface Props {
  value: RecipeValue
  chosen: RecipeOperand | null
  /** Of the shop; null: not known yet. */
  currency: string | null
  onChange: (chosen: RecipeOperand | null) => void
}

/** A value of a ready-made segment: an amount, one of what people of the shop have or any other, or one of its date fields. */
export function RecipeValueInput({ value, chosen, currency, onChange }: Props) {
  const { t } = useTranslation()
  const choices = labelledChoices(value.choices)
  const [text, setText] = useState<string | null>(null)
  const common = { label: value.label, size: 'xs' }
  if (value.type === 'money') {
    return (
      <NumberInput
        {...common}
        hideControls
        min={0}
        allowNegative={false}
        thousandSeparator
        suffix={currency ? ` ${currency.toUpperCase()}` : ''}
        value={typeof chosen === 'number' ? chosen : ''}
        onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      />
    )
  }
  if (value.type === 'date_field') {
    if (choices.length === 0)
      return (
        <Text size="xs" c="dimmed">
          {t('segments.recipes.noDates', { what: value.label })}{' '}
          <Anchor
            size="xs"
            underline="always"
            renderRoot={(props) => <Link to="/settings/fields" {...props} />}
          >
            {t('segments.recipes.addDate')}
          </Anchor>
        </Text>
      )
    return (
      <Select
        {...common}
        data={choices.map((one) => ({ value: one.value, label: one.label }))}
        placeholder={t('segments.recipes.choose')}
        value={typeof chosen === 'string' ? chosen : null}
        onChange={onChange}
      />
    )
  }
  const people = new Map(choices.map((one) => [one.label, one.people ?? undefined]))
  return (
    <Autocomplete
      {...common}
      data={choices.map((one) => one.label)}
      placeholder={t(choices.length > 0 ? 'segments.recipes.choose' : 'segments.recipes.nobodyHas')}
      autoComplete="off"
      spellCheck={false}
      maxDropdownHeight={260}
      value={text ?? labelOf(choices, chosen)}
      onFocus={(event) => event.currentTarget.select()}
      // All are offered while the one that stands there is not changed.
      filter={({ options, search }) =>
        text === null || people.has(search)
          ? options
          : options.filter(
              (one) =>
                'value' in one &&
                String(one.value).toLocaleLowerCase().includes(search.trim().toLocaleLowerCase()),
            )
      }
      onChange={(next) => {
        setText(next)
        onChange(operandOf(choices, next))
      }}
      renderOption={({ option }) => (
        <ValueOption value={option.value} people={people.get(option.value)} />
      )}
    />
  )
}

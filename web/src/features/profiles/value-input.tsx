import { Group, Select, Textarea, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import type { Draft } from '@/features/profiles/field-values'
import type { useValueForm } from '@/features/profiles/use-value-form'
import { countries } from '@/shared/format/countries'

interface Props {
  field: Field
  draft: Draft
  set: ReturnType<typeof useValueForm>['set']
  input: ReturnType<typeof useValueForm>['input']
}

/** The input that a field's type asks for. */
export function ValueInput({ field, draft, set, input }: Props) {
  const { t } = useTranslation()
  const places = useMemo(
    () => countries().map(({ code, name }) => ({ value: code, label: name })),
    [],
  )
  const common = { label: field.label, 'data-autofocus': true, autoComplete: 'off' }
  const chosen = {
    value: draft.text || null,
    error: input('text').error,
    onChange: (text: string | null) => set({ text: text ?? '' }),
    comboboxProps: { withinPortal: false },
    checkIconPosition: 'right' as const,
  }
  if (field.name === 'country') {
    return (
      <Select
        {...common}
        {...chosen}
        data={places}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('profiles.page.clearValue') }}
        nothingFoundMessage={t('profiles.filter.countryNone')}
      />
    )
  }
  switch (field.type) {
    case 'boolean':
      return (
        <Select
          {...common}
          {...chosen}
          data={[
            { value: 'true', label: t('common.yes') },
            { value: 'false', label: t('common.no') },
          ]}
          clearable={field.group === 'custom'}
          clearButtonProps={{ 'aria-label': t('profiles.page.clearValue') }}
        />
      )
    case 'list':
      return (
        <Textarea
          {...common}
          description={t('profiles.page.listHint')}
          autosize
          minRows={2}
          maxRows={8}
          {...input('text')}
        />
      )
    case 'money':
      return (
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <TextInput {...common} inputMode="decimal" flex={1} {...input('text')} />
          <TextInput
            label={t('profiles.page.currency')}
            autoComplete="off"
            maxLength={3}
            w={92}
            {...input('currency')}
          />
        </Group>
      )
    case 'number':
      return <TextInput {...common} inputMode="decimal" {...input('text')} />
    case 'date':
      return <TextInput {...common} type="date" {...input('text')} />
    default:
      return <TextInput {...common} {...input('text')} />
  }
}

import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { countries } from '@/shared/format/countries'

interface Props {
  value: unknown
  onChange: (value: unknown) => void
  label: string
}

/** A country by its name; one that is known under no name is offered as it is written. */
export function CountryOperand({ value, onChange, label }: Props) {
  const { t } = useTranslation()
  const chosen = typeof value === 'string' && value !== '' ? value : null
  const data = useMemo(() => {
    const all = countries().map(({ code, name }) => ({ value: code, label: name }))
    const known = chosen === null || all.some((one) => one.value === chosen)
    return known ? all : [{ value: chosen, label: chosen }, ...all]
  }, [chosen])
  return (
    <Select
      w={210}
      aria-label={label}
      searchable
      data={data}
      value={chosen}
      placeholder={t('profiles.filter.countryHint')}
      nothingFoundMessage={t('profiles.filter.countryNone')}
      onChange={onChange}
    />
  )
}

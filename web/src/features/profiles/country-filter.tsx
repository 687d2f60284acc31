import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

export function CountryFilter({ onChoose }: { onChoose: (country: string) => void }) {
  const { t } = useTranslation()
  const [country, setCountry] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (country.length === 2) onChoose(country.toUpperCase())
      }}
    >
      <Group gap="xs" px="sm" pb="xs" wrap="nowrap">
        <TextInput
          size="xs"
          aria-label={t('profiles.filter.countryHint')}
          placeholder={t('profiles.filter.countryHint')}
          maxLength={2}
          value={country}
          onChange={(event) => setCountry(event.currentTarget.value)}
          onKeyDown={(event) => event.stopPropagation()}
        />
        <Button size="xs" type="submit" variant="default">
          {t('profiles.filter.apply')}
        </Button>
      </Group>
    </form>
  )
}

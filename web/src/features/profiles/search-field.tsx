import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

const kSettleMs = 120

/** Searches while one types; what is searched for stands in the address. */
export function SearchField({ words }: { words: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/profiles' })
  const [typed, setTyped] = useState(words)
  // Back and forward change the address under the field.
  useEffect(() => setTyped(words), [words])
  const search = useDebouncedCallback((value: string) => {
    void navigate({
      search: (old) => ({
        ...old,
        query: value.trim() || undefined,
        after: undefined,
        before: undefined,
      }),
      replace: true,
    })
  }, kSettleMs)
  const type = (value: string) => {
    setTyped(value)
    search(value)
  }
  return (
    <TextInput
      flex="1 1 320px"
      aria-label={t('profiles.searchLabel')}
      placeholder={t('profiles.search')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed ? (
          <CloseButton size="sm" aria-label={t('profiles.clear')} onClick={() => type('')} />
        ) : null
      }
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      data-page-search
      type="text"
      autoComplete="off"
      spellCheck={false}
    />
  )
}

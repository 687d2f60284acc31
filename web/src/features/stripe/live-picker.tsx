import { Autocomplete } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Profile } from '@/api/types'
import { findProfilesQuery } from '@/shared/data/find-profiles'
import { displayName } from '@/shared/format/name'

interface Props {
  person: Profile | null
  onPick: (person: Profile | null) => void
}

/** Finds one customer of Stripe by typing. */
export function LivePicker({ person, onPick }: Props) {
  const { t } = useTranslation()
  const [words, setWords] = useState(person ? displayName(person.fields, person.id) : '')
  const [settled] = useDebouncedValue(words.trim(), 150)
  const found = useQuery({ ...findProfilesQuery(settled), placeholderData: keepPreviousData })
  const people = (found.data?.data ?? []).filter((profile) => profile.fields.stripe_customer_id)
  const labelOf = (profile: Profile) =>
    [displayName(profile.fields, profile.id), profile.fields.email].filter(Boolean).join(' · ')
  const labels = [...new Set(people.map(labelOf))]
  return (
    <Autocomplete
      label={t('stripe.live.pick')}
      data={labels}
      filter={({ options }) => options}
      value={words}
      onChange={(value) => {
        setWords(value)
        onPick(people.find((profile) => labelOf(profile) === value) ?? null)
      }}
    />
  )
}

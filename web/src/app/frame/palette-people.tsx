import { Text } from '@mantine/core'
import { Spotlight } from '@mantine/spotlight'
import { IconUser } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { findProfilesQuery } from '@/shared/data/find-profiles'
import { displayName } from '@/shared/format/name'

export function PalettePeople({ words }: { words: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data, isFetching } = useQuery({
    ...findProfilesQuery(words),
    placeholderData: keepPreviousData,
  })
  if (words === '') return null
  if (!data || data.data.length === 0) {
    return (
      <Text size="sm" c="dimmed" p="md" role="status">
        {t(isFetching ? 'frame.palette.looking' : 'frame.palette.nothing')}
      </Text>
    )
  }
  return (
    <Spotlight.ActionsGroup label={t('frame.palette.people')}>
      {data.data.map((profile) => (
        <Spotlight.Action
          key={profile.id}
          label={displayName(profile.fields, profile.id)}
          description={profile.fields.email ?? profile.fields.stripe_customer_id ?? undefined}
          leftSection={<IconUser size={18} aria-hidden />}
          onClick={() => void navigate({ to: '/profiles/$id', params: { id: profile.id } })}
        />
      ))}
    </Spotlight.ActionsGroup>
  )
}

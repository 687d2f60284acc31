import { Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Profile } from '@/api/types'
import { eraseProfile } from '@/features/profiles/api/erase-profile'
import { useAct } from '@/shared/data/use-act'
import { Confirm } from '@/shared/ui/confirm'
import { HelpLink } from '@/shared/ui/help-link'
import { useSay } from '@/shared/ui/use-say'

interface Props {
  profile: Profile
  opened: boolean
  onClose: () => void
}

/** Erases a person for good: their address, or else their id, is typed first. */
export function ErasePerson({ profile, opened, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { say } = useSay()
  const erase = useAct({
    mutationFn: () => eraseProfile(profile.id),
    onSuccess: async () => {
      onClose()
      say(t('profiles.erase.done'))
      await navigate({ to: '/profiles' })
      queries.removeQueries({ queryKey: ['profile', profile.id] })
      await queries.invalidateQueries()
    },
  })
  return (
    <Confirm
      opened={opened}
      onClose={() => {
        onClose()
        erase.reset()
      }}
      title={t('profiles.erase.title')}
      action={t('profiles.erase.action')}
      onConfirm={() => erase.mutate()}
      busy={erase.isPending}
      error={erase.error}
      word={profile.fields.email ?? profile.id}
    >
      <Stack gap="xs">
        <Text size="sm">{t('profiles.erase.what')}</Text>
        <Text size="sm">{t('profiles.erase.stripe')}</Text>
        <HelpLink article="erase-a-person" />
      </Stack>
    </Confirm>
  )
}

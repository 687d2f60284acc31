import { Button } from '@mantine/core'
import { IconExternalLink, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Profile } from '@/api/types'
import { syncProfile } from '@/features/profiles/api/sync-profile'
import { PersonMenu } from '@/features/profiles/person-menu'
import { integrationQuery } from '@/shared/data/get-integration'
import { useAct } from '@/shared/data/use-act'
import { useCan } from '@/shared/data/use-can'
import { customerPage } from '@/shared/format/dashboard'
import { useSay } from '@/shared/ui/use-say'

export function ProfileActions({ profile }: { profile: Profile }) {
  const { t } = useTranslation()
  const mode = useQuery(integrationQuery).data?.mode
  const may = useCan('write')
  const { say, sayProblem } = useSay()
  const customer = profile.fields.stripe_customer_id
  const resync = useAct({
    mutationFn: () => syncProfile(profile.id),
    onSuccess: ({ objects }) => say(t('profiles.page.resynced', { count: objects })),
    onError: sayProblem,
  })
  return (
    <>
      {may && customer && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={resync.isPending}
          onClick={() => resync.mutate()}
        >
          {t('profiles.page.resync')}
        </Button>
      )}
      {customer && (
        <Button
          component="a"
          href={customerPage(mode, customer)}
          target="_blank"
          rel="noreferrer"
          variant="default"
          rightSection={<IconExternalLink size={16} aria-hidden />}
        >
          {t('profiles.page.openInStripe')}
        </Button>
      )}
      <PersonMenu profile={profile} />
    </>
  )
}

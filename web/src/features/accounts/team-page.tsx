import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usersQuery } from '@/features/accounts/api/list-users'
import { InviteForm } from '@/features/accounts/invite-form'
import { TeamTable } from '@/features/accounts/team-table'
import { useCan } from '@/shared/data/use-can'
import { Page } from '@/shared/ui/page'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'
import { SecretOnce } from '@/shared/ui/secret-once'
import '@/strings/en/accounts'
import '@/strings/en/welcome'

export interface ShownLink {
  kind: 'link' | 'reset'
  email: string
  url: string
}

export function TeamPage() {
  const { t } = useTranslation()
  const may = useCan('admin')
  const users = useQuery(usersQuery)
  const [inviting, invite] = useDisclosure()
  const [link, setLink] = useState<ShownLink | null>(null)
  return (
    <Page
      title={t('accounts.team.title')}
      lead={t('accounts.team.lead')}
      help="team"
      actions={
        may && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={invite.open}>
            {t('accounts.team.invite')}
          </Button>
        )
      }
    >
      <Panel flush>
        <QueryView query={users}>{(list) => <TeamTable users={list} onLink={setLink} />}</QueryView>
      </Panel>
      <InviteForm opened={inviting} onClose={invite.close} onLink={setLink} />
      <SecretOnce
        opened={link !== null}
        onClose={() => setLink(null)}
        title={t(`accounts.team.${link?.kind ?? 'link'}Title`, { email: link?.email ?? '' })}
        text={t(`accounts.team.${link?.kind ?? 'link'}Text`)}
        secret={link?.url ?? ''}
        done={t('accounts.team.done')}
      />
    </Page>
  )
}

import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { NameForm } from '@/features/accounts/name-form'
import { PasswordForm } from '@/features/accounts/password-form'
import { SessionList } from '@/features/accounts/session-list'
import { sessionQuery } from '@/shared/data/get-session'
import { Page } from '@/shared/ui/page'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'
import '@/strings/en/accounts'
import '@/strings/en/welcome'

export function YouPage() {
  const { t } = useTranslation()
  const session = useQuery(sessionQuery)
  return (
    <Page
      title={t('accounts.you.title')}
      lead={t('accounts.you.lead')}
      help="your-account"
      width="narrow"
    >
      <QueryView query={session}>
        {({ user }) => (
          <Stack gap="lg">
            <Panel title={t('accounts.you.profile')} lead={user.email}>
              <NameForm name={user.name} />
            </Panel>
            <Panel title={t('accounts.you.passwordTitle')}>
              <PasswordForm email={user.email} />
            </Panel>
            <Panel title={t('accounts.you.sessions')} lead={t('accounts.you.sessionsLead')}>
              <SessionList />
            </Panel>
          </Stack>
        )}
      </QueryView>
    </Page>
  )
}

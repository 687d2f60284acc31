import { Button, Loader, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Navigate, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { reportSessionRenewed } from '@/api/session-ended'
import type { Session } from '@/api/types'
import { linkQuery } from '@/features/accounts/api/inspect-link'
import { signedInQuery } from '@/features/accounts/api/is-signed-in'
import { DemoEntry } from '@/features/accounts/demo-entry'
import { Door } from '@/features/accounts/door'
import { LinkForm } from '@/features/accounts/link-form'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import '@/strings/en/welcome'

/** Where a one-time link leads: the owner's first visit, an invitation, a forgotten password, the sample shop. */
export function WelcomePage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  // The token stands behind the #, so that no server's log has it; from here on it is in this page only.
  const [token] = useState(() => window.location.hash.slice(1))
  const link = useQuery(linkQuery(token))
  const signedIn = useQuery(signedInQuery).data

  const enter = (session: Session, to: '/' | '/start') => {
    queries.setQueryData(['session'], session)
    reportSessionRenewed()
    void navigate({ to, replace: true })
  }

  if (link.data) {
    const { kind } = link.data
    if (kind === 'demo')
      return <DemoEntry token={token} onDone={(session) => enter(session, '/')} />
    const role = link.data.role as Session['role'] | null
    return (
      <Door
        title={t(`welcome.${kind}.title`, { email: link.data.email ?? '' })}
        lead={t(`welcome.${kind}.lead`, {
          email: link.data.email ?? '',
          role: role ? t(`frame.role.${role}`) : '',
        })}
      >
        <LinkForm
          link={link.data}
          token={token}
          onDone={(session) => enter(session, kind === 'owner' ? '/start' : '/')}
        />
      </Door>
    )
  }
  const invalid = token === '' || (link.error && asProblem(link.error).status === 404)
  // A link that was used by this browser just leads Home.
  if (invalid && signedIn) return <Navigate to="/" replace />
  if (invalid) {
    return (
      <Door title={t('welcome.invalid.title')} lead={t('welcome.invalid.text')}>
        <Button renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          {t('welcome.invalid.signIn')}
        </Button>
      </Door>
    )
  }
  return (
    <Door title={link.error ? t('welcome.title') : t('welcome.checking')}>
      {link.error ? (
        <ProblemAlert error={link.error} onRetry={() => void link.refetch()} />
      ) : (
        <Stack align="flex-start">
          <Loader type="dots" aria-hidden />
        </Stack>
      )}
    </Door>
  )
}

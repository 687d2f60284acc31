import { Alert, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { setupQuery } from '@/features/accounts/api/get-setup'
import { signedInQuery } from '@/features/accounts/api/is-signed-in'
import { Door } from '@/features/accounts/door'
import { inHouse } from '@/features/accounts/in-house'
import { SignInForm } from '@/features/accounts/sign-in-form'
import '@/strings/en/welcome'

export function SignInPage() {
  const { t } = useTranslation()
  const router = useRouter()
  const navigate = useNavigate()
  const back = useSearch({ from: '/sign-in' }).return
  const setup = useQuery(setupQuery)
  const signedIn = useQuery(signedInQuery).data
  const enter = () => {
    const target = inHouse(back)
    if (target) router.history.push(target)
    else void navigate({ to: '/' })
  }
  // Who has a session already is not asked again.
  if (signedIn) return <Navigate to={inHouse(back) ?? '/'} replace />
  if (setup.data?.state === 'owner_needed') {
    return <Door title={t('welcome.ownerNeeded.title')} lead={t('welcome.ownerNeeded.text')} />
  }
  return (
    <Door title={t('welcome.signIn.title')}>
      <SignInForm onDone={enter} />
      <Alert color="gray" variant="light" title={t('welcome.signIn.forgot')}>
        <Text size="sm">{t('welcome.signIn.forgotText')}</Text>
      </Alert>
    </Door>
  )
}

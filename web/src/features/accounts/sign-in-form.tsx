import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { reportSessionRenewed } from '@/api/session-ended'
import { signIn } from '@/features/accounts/api/sign-in'
import { useAct } from '@/shared/data/use-act'
import { ProblemAlert } from '@/shared/ui/problem-alert'

/** E-mail address and password. `onDone` runs once signed in. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.trim() === '' ? t('common.required') : null),
      password: (value) => (value === '' ? t('common.required') : null),
    },
  })
  const enter = useAct({
    mutationFn: signIn,
    onSuccess: (session) => {
      queries.setQueryData(['session'], session)
      reportSessionRenewed()
      onDone()
    },
  })
  const wrong = enter.error !== null && asProblem(enter.error).code === 'credentials_wrong'
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => enter.mutate({ ...values, email: values.email.trim() }))}
    >
      <Stack>
        {wrong && (
          <Alert color="rose" role="alert">
            {t('welcome.signIn.wrong')}
          </Alert>
        )}
        {enter.error && !wrong && <ProblemAlert error={enter.error} />}
        <TextInput
          label={t('common.email')}
          type="email"
          autoComplete="username"
          autoFocus
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('common.password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={enter.isPending}>
          {t('welcome.signIn.submit')}
        </Button>
      </Stack>
    </form>
  )
}

import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { changePassword } from '@/features/accounts/api/change-password'
import { kPasswordLengthMin } from '@/features/accounts/rules'
import { useAct } from '@/shared/data/use-act'
import { fieldError } from '@/shared/format/field-error'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { useSay } from '@/shared/ui/use-say'

export function PasswordForm({ email }: { email: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { say } = useSay()
  const form = useForm({
    initialValues: { current_password: '', password: '' },
    validate: {
      current_password: (value) => (value === '' ? t('common.required') : null),
      password: (value) =>
        [...value].length < kPasswordLengthMin ? t('welcome.passwordShort') : null,
    },
  })
  const change = useAct({
    mutationFn: changePassword,
    onSuccess: () => {
      form.reset()
      void queries.invalidateQueries({ queryKey: ['sessions'] })
      say(t('accounts.you.changed'))
    },
  })
  const wrong = change.error !== null && asProblem(change.error).code === 'credentials_wrong'
  const currentError = wrong
    ? t('accounts.you.wrongCurrent')
    : fieldError(change.error, 'current_password')
  const toggle = { 'aria-label': t('common.showPassword') }
  const general = change.error && !currentError && !fieldError(change.error, 'password')
  return (
    <form noValidate onSubmit={form.onSubmit((values) => change.mutate(values))}>
      <Stack>
        {general && <ProblemAlert error={change.error} />}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label={t('accounts.you.current')}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('current_password')}
          error={form.errors.current_password ?? currentError}
        />
        <PasswordInput
          label={t('accounts.you.next')}
          description={t('welcome.passwordHint')}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('password')}
          error={form.errors.password ?? fieldError(change.error, 'password')}
        />
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('accounts.you.change')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

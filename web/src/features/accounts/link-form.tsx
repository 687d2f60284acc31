import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { Link, Session } from '@/api/types'
import { redeemLink } from '@/features/accounts/api/redeem-link'
import { kPasswordLengthMin, looksLikeEmail } from '@/features/accounts/rules'
import { useAct } from '@/shared/data/use-act'
import { fieldError } from '@/shared/format/field-error'
import { ProblemAlert } from '@/shared/ui/problem-alert'

interface Props {
  link: Link
  token: string
  onDone: (session: Session) => void
}

/** What a one-time link asks for: an owner name, address and password; an invited person name and password; a reset a password. */
export function LinkForm({ link, token, onDone }: Props) {
  const { t } = useTranslation()
  const asksEmail = link.kind === 'owner'
  const asksName = link.kind !== 'reset'
  const form = useForm({
    initialValues: { name: '', email: link.email ?? '', password: '' },
    validate: {
      name: (value) => (asksName && value.trim() === '' ? t('common.required') : null),
      email: (value) => (asksEmail && !looksLikeEmail(value) ? t('welcome.emailWrong') : null),
      password: (value) =>
        [...value].length < kPasswordLengthMin ? t('welcome.passwordShort') : null,
    },
  })
  const redeem = useAct({ mutationFn: redeemLink, onSuccess: onDone })
  const submit = form.onSubmit((values) => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    redeem.mutate({
      token,
      password: values.password,
      ...(asksName ? { name: values.name.trim() } : {}),
      ...(asksEmail ? { email: values.email.trim(), time_zone: zone } : {}),
    })
  })
  const refused = (param: string) => fieldError(redeem.error, param)
  const general = redeem.error && !['name', 'email', 'password'].some((param) => refused(param))
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {general && <ProblemAlert error={redeem.error} />}
        {asksName && (
          <TextInput
            label={t('welcome.yourName')}
            autoComplete="name"
            autoFocus
            {...form.getInputProps('name')}
            error={form.errors.name ?? refused('name')}
          />
        )}
        {asksEmail ? (
          <TextInput
            label={t('common.email')}
            type="email"
            autoComplete="username"
            {...form.getInputProps('email')}
            error={form.errors.email ?? refused('email')}
          />
        ) : (
          <input
            type="hidden"
            name="username"
            autoComplete="username"
            value={link.email ?? ''}
            readOnly
          />
        )}
        <PasswordInput
          label={t('welcome.choosePassword')}
          description={t('welcome.passwordHint')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
          {...form.getInputProps('password')}
          error={form.errors.password ?? refused('password')}
        />
        <Button type="submit" loading={redeem.isPending}>
          {t(`welcome.${link.kind === 'demo' ? 'owner' : link.kind}.submit`)}
        </Button>
      </Stack>
    </form>
  )
}

import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Role } from '@/api/types'
import { createUser } from '@/features/accounts/api/create-user'
import { grantableRoles } from '@/features/accounts/roles'
import { looksLikeEmail } from '@/features/accounts/rules'
import type { ShownLink } from '@/features/accounts/team-page'
import { sessionQuery } from '@/shared/data/get-session'
import { useAct } from '@/shared/data/use-act'
import { fieldError } from '@/shared/format/field-error'
import { ProblemAlert } from '@/shared/ui/problem-alert'

interface Props {
  opened: boolean
  onClose: () => void
  onLink: (link: ShownLink) => void
}

export function InviteForm({ opened, onClose, onLink }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const mine = useQuery(sessionQuery).data?.role
  const form = useForm<{ email: string; role: Role }>({
    initialValues: { email: '', role: 'marketer' },
    validate: { email: (value) => (looksLikeEmail(value) ? null : t('welcome.emailWrong')) },
  })
  const create = useAct({
    mutationFn: createUser,
    onSuccess: (user) => {
      void queries.invalidateQueries({ queryKey: ['users'] })
      form.reset()
      onClose()
      if (user.link) onLink({ kind: 'link', email: user.email, url: user.link })
    },
  })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('accounts.team.inviteTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          create.mutate({ ...values, email: values.email.trim() }),
        )}
      >
        <Stack>
          {create.error && !asProblem(create.error).param && <ProblemAlert error={create.error} />}
          <TextInput
            label={t('common.email')}
            type="email"
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('email')}
            error={form.errors.email ?? fieldError(create.error, 'email')}
          />
          <Radio.Group label={t('accounts.team.role')} {...form.getInputProps('role')}>
            <Stack gap="sm" mt="xs">
              {grantableRoles(mine).map((role) => (
                <Radio
                  key={role}
                  value={role}
                  label={t(`frame.role.${role}`)}
                  description={t(`frame.roleHelp.${role}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              {t('accounts.team.createLink')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

import { ActionIcon, Button, Group, Select, Stack, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Role, Session, User } from '@/api/types'
import { deleteUser } from '@/features/accounts/api/delete-user'
import { patchUser } from '@/features/accounts/api/patch-user'
import { resetUser } from '@/features/accounts/api/reset-user'
import { grantableRoles, mayManage } from '@/features/accounts/roles'
import type { ShownLink } from '@/features/accounts/team-page'
import { useAct } from '@/shared/data/use-act'
import { Ago } from '@/shared/ui/ago'
import { Confirm } from '@/shared/ui/confirm'
import { StatusBadge } from '@/shared/ui/status-badge'
import { useSay } from '@/shared/ui/use-say'

interface Props {
  user: User
  mine: Session | undefined
  onLink: (link: ShownLink) => void
}

export function TeamRow({ user, mine, onLink }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { sayProblem, sayWithUndo } = useSay()
  const [asking, ask] = useDisclosure()
  const name = user.name || user.email
  const manages = mayManage(mine?.role, user.role)
  const self = user.id === mine?.user.id
  const reread = () => queries.invalidateQueries({ queryKey: ['users'] })
  const change = useAct({
    mutationFn: (role: Role) => patchUser(user.id, { role }),
    onSettled: reread,
    onError: sayProblem,
    onSuccess: (next) =>
      sayWithUndo(
        t('accounts.team.roleChanged', { name, role: t(`frame.role.${next.role}`) }),
        () => patchUser(user.id, { role: user.role }).finally(reread),
      ),
  })
  const remove = useAct({ mutationFn: () => deleteUser(user.id), onSuccess: reread })
  const reset = useAct({
    mutationFn: () => resetUser(user.id),
    onSuccess: ({ link }) =>
      onLink({ kind: user.state === 'invited' ? 'link' : 'reset', email: user.email, url: link }),
    onError: sayProblem,
  })
  const roles = grantableRoles(mine?.role).map((role) => ({
    value: role,
    label: t(`frame.role.${role}`),
  }))
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Stack gap={0}>
            <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Text>
            {user.name && (
              <Text size="xs" c="dimmed">
                {user.email}
              </Text>
            )}
          </Stack>
          {self && <StatusBadge tone="calm">{t('accounts.team.you')}</StatusBadge>}
          {user.state === 'invited' && (
            <StatusBadge tone="warn">{t('accounts.team.invited')}</StatusBadge>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        {manages ? (
          <Select
            aria-label={t('accounts.team.roleOf', { name })}
            data={roles}
            value={change.isPending ? change.variables : user.role}
            onChange={(role) => role && role !== user.role && change.mutate(role)}
            allowDeselect={false}
            size="xs"
            w={130}
          />
        ) : (
          t(`frame.role.${user.role}`)
        )}
      </Table.Td>
      <Table.Td>{user.last_seen ? <Ago at={user.last_seen} /> : t('accounts.team.never')}</Table.Td>
      <Table.Td>
        {manages && (
          <Group gap={4} justify="flex-end" wrap="nowrap">
            {!self && (
              <Button
                size="xs"
                variant="default"
                onClick={() => reset.mutate()}
                loading={reset.isPending}
              >
                {t('accounts.team.reset')}
              </Button>
            )}
            <ActionIcon
              variant="subtle"
              color="rose"
              onClick={ask.open}
              aria-label={t('accounts.team.remove', { name })}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        )}
        <Confirm
          opened={asking}
          onClose={ask.close}
          title={t('accounts.team.removeTitle', { name })}
          action={t('common.remove')}
          onConfirm={() => remove.mutate()}
          busy={remove.isPending}
          error={remove.error}
        >
          {t('accounts.team.removeText')}
        </Confirm>
      </Table.Td>
    </Table.Tr>
  )
}

import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { User } from '@/api/types'
import type { ShownLink } from '@/features/accounts/team-page'
import { TeamRow } from '@/features/accounts/team-row'
import { sessionQuery } from '@/shared/data/get-session'
import { WideTable } from '@/shared/ui/wide-table'

interface Props {
  users: User[]
  onLink: (link: ShownLink) => void
}

export function TeamTable({ users, onLink }: Props) {
  const { t } = useTranslation()
  const session = useQuery(sessionQuery).data
  return (
    <WideTable minWidth={620}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('common.name')}</Table.Th>
          <Table.Th>{t('accounts.team.role')}</Table.Th>
          <Table.Th>{t('accounts.team.lastSeen')}</Table.Th>
          <Table.Th aria-label={t('common.remove')} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {users.map((user) => (
          <TeamRow key={user.id} user={user} mine={session} onLink={onLink} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

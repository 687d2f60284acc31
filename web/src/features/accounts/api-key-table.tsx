import { Code, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ApiKey } from '@/api/types'
import { RevokeKey } from '@/features/accounts/revoke-key'
import { formatDate } from '@/shared/format/time'
import { Ago } from '@/shared/ui/ago'
import { StatusBadge } from '@/shared/ui/status-badge'
import { WideTable } from '@/shared/ui/wide-table'

export function ApiKeyTable({ keys }: { keys: ApiKey[] }) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={680}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('common.name')}</Table.Th>
          <Table.Th>{t('accounts.keys.keyColumn')}</Table.Th>
          <Table.Th>{t('accounts.keys.scopeColumn')}</Table.Th>
          <Table.Th>{t('accounts.keys.created')}</Table.Th>
          <Table.Th>{t('accounts.keys.lastUsed')}</Table.Th>
          <Table.Th aria-label={t('common.remove')} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keys.map((key) => (
          <Table.Tr key={key.id}>
            <Table.Td fw={600}>{key.name}</Table.Td>
            <Table.Td>
              <Code>{key.hint}</Code>
            </Table.Td>
            <Table.Td>{key.scope}</Table.Td>
            <Table.Td>{formatDate(key.created)}</Table.Td>
            <Table.Td>
              {key.last_used ? <Ago at={key.last_used} /> : t('accounts.keys.neverUsed')}
            </Table.Td>
            <Table.Td>
              {key.revoked ? (
                <StatusBadge tone="bad">{t('accounts.keys.revoked')}</StatusBadge>
              ) : (
                <RevokeKey apiKey={key} />
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

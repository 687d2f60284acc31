import { Code, Group, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '@/api/types'
import { actLabel } from '@/features/accounts/act-label'
import { formatDateTime } from '@/shared/format/time'
import { CopyButton } from '@/shared/ui/copy-button'
import { WideTable } from '@/shared/ui/wide-table'

export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={760}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('common.when')}</Table.Th>
          <Table.Th>{t('accounts.audit.who')}</Table.Th>
          <Table.Th>{t('accounts.audit.what')}</Table.Th>
          <Table.Th>{t('accounts.audit.target')}</Table.Th>
          <Table.Th>{t('accounts.audit.changes')}</Table.Th>
          <Table.Th>{t('accounts.audit.request')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <Table.Tr key={entry.id}>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatDateTime(entry.at)}</Table.Td>
            <Table.Td>
              <Stack gap={0}>
                <Text size="sm">{entry.actor.name ?? t('accounts.audit.gone')}</Text>
                <Text size="xs" c="dimmed">
                  {t(`accounts.audit.kinds.${entry.actor.kind}`)}
                </Text>
              </Stack>
            </Table.Td>
            <Table.Td fw={500}>{actLabel(t, entry.act)}</Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              {entry.target || t('common.none')}
            </Table.Td>
            <Table.Td>
              {entry.changes.length > 0 ? entry.changes.join(', ') : t('common.none')}
            </Table.Td>
            <Table.Td>
              {entry.request_id ? (
                <Group gap={2} wrap="nowrap">
                  <Code>{entry.request_id.slice(0, 12)}…</Code>
                  <CopyButton value={entry.request_id} label={t('common.copyRequestId')} />
                </Group>
              ) : (
                t('common.none')
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

import { Alert, Button, Stack, Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { StripeIntegration } from '@/api/types'
import { checkIntegration } from '@/features/stripe/api/check-integration'
import { byLabel } from '@/features/stripe/permissions'
import { takeIntegration } from '@/shared/data/get-integration'
import { useAct } from '@/shared/data/use-act'
import { useCan } from '@/shared/data/use-can'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { StatusBadge } from '@/shared/ui/status-badge'
import { useSay } from '@/shared/ui/use-say'
import { WideTable } from '@/shared/ui/wide-table'

/** What the key may read: name as at Stripe, whether it is needed, what it gives; what is lost where it is off. */
export function PermissionsPanel({ integration }: { integration: StripeIntegration }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const admin = useCan('admin')
  const { say } = useSay()
  const permissions = byLabel(integration.permissions)
  const check = useAct({
    mutationFn: checkIntegration,
    onSuccess: (next) => {
      takeIntegration(queries, next)
      say(t('stripe.permissions.checked'))
    },
  })
  // What the connection itself says above is not said again.
  const known = check.error && asProblem(check.error).message === integration.error?.message
  return (
    <Panel
      flush
      title={t('stripe.permissions.title')}
      lead={t('stripe.permissions.lead')}
      actions={
        admin && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={14} aria-hidden />}
            loading={check.isPending}
            onClick={() => check.mutate()}
          >
            {t('stripe.permissions.check')}
          </Button>
        )
      }
    >
      <Stack gap="xs" px="lg">
        {check.error && !known && <ProblemAlert error={check.error} />}
        {permissions
          .filter((permission) => !permission.granted)
          .map(({ label, loses, needed }) => (
            <Alert
              key={label}
              color={needed ? 'rose' : 'amber'}
              icon={<IconAlertTriangle aria-hidden />}
            >
              {t('stripe.permissions.missing', { label, loses })}
            </Alert>
          ))}
      </Stack>
      <WideTable minWidth={560} verticalSpacing="xs" mt="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('stripe.permissions.name')}</Table.Th>
            <Table.Th>{t('stripe.permissions.need')}</Table.Th>
            <Table.Th>{t('stripe.permissions.gives')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {permissions.map((permission) => (
            <Table.Tr key={permission.label}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                <Text size="sm" fw={500}>
                  {t('stripe.permissions.read', { label: permission.label })}
                </Text>
                <StatusBadge
                  tone={permission.granted ? 'good' : permission.needed ? 'bad' : 'warn'}
                >
                  {t(permission.granted ? 'stripe.permissions.on' : 'stripe.permissions.off')}
                </StatusBadge>
              </Table.Td>
              <Table.Td>
                {t(
                  permission.needed
                    ? 'stripe.permissions.needed'
                    : 'stripe.permissions.recommended',
                )}
              </Table.Td>
              <Table.Td>{permission.enables}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
    </Panel>
  )
}

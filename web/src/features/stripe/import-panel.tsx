import { Button, Stack, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { StripeIntegration } from '@/api/types'
import { secondsLeft, usableCount } from '@/features/stripe/import-progress'
import { ImportRow } from '@/features/stripe/import-row'
import { KnownCustomer } from '@/features/stripe/known-customer'
import { formatLength } from '@/shared/format/time'
import { Panel } from '@/shared/ui/panel'

const kEnoughToTry = 1000

/** How far the import is, resource by resource, and what one can do already. */
export function ImportPanel({ integration }: { integration: StripeIntegration }) {
  const { t } = useTranslation()
  const usable = usableCount(integration.progress)
  const left = secondsLeft(integration.progress)
  const customersDone = integration.progress.some((row) => row.resource === 'customers' && row.done)
  return (
    <Panel
      title={t('stripe.progress.title')}
      lead={
        <span role="status">
          {usable > 0
            ? t('stripe.progress.usableSome', { count: usable })
            : t('stripe.progress.usableNone')}
        </span>
      }
      actions={
        usable > 0 && (
          <Button
            size="xs"
            variant="light"
            renderRoot={(props) => <Link to="/profiles" {...props} />}
          >
            {t('stripe.progress.see')}
          </Button>
        )
      }
    >
      <Stack gap="lg">
        {left !== undefined && (
          <Text size="sm" className="numbers">
            {t('stripe.progress.leftAll', { time: formatLength(left) })}
          </Text>
        )}
        <Table layout="fixed" verticalSpacing={8} withRowBorders={false}>
          <Table.Tbody>
            {integration.progress.map((row) => (
              <ImportRow key={row.resource} row={row} />
            ))}
          </Table.Tbody>
        </Table>
        {(usable >= kEnoughToTry || customersDone) && <KnownCustomer mode={integration.mode} />}
      </Stack>
    </Panel>
  )
}

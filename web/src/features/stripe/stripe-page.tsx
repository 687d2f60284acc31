import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { StripeIntegration } from '@/api/types'
import { ConnectSteps } from '@/features/stripe/connect-steps'
import { ConnectionPanel } from '@/features/stripe/connection-panel'
import { ImportPanel } from '@/features/stripe/import-panel'
import { LivePanel } from '@/features/stripe/live-panel'
import { PermissionsPanel } from '@/features/stripe/permissions-panel'
import { ReportPanel } from '@/features/stripe/report-panel'
import { StatePanel } from '@/features/stripe/state-panel'
import { WebhookPanel } from '@/features/stripe/webhook-panel'
import { integrationQuery } from '@/shared/data/get-integration'
import { useCan } from '@/shared/data/use-can'
import { Page } from '@/shared/ui/page'
import { QueryView } from '@/shared/ui/query-view'

function Connected({ integration }: { integration: StripeIntegration }) {
  const admin = useCan('admin')
  const importing = integration.progress.some((row) => !row.done)
  return (
    <Stack gap="lg">
      <StatePanel integration={integration} />
      {importing && integration.state !== 'failed' && <ImportPanel integration={integration} />}
      {!importing && <ReportPanel />}
      <LivePanel integration={integration} />
      <PermissionsPanel integration={integration} />
      {admin && <WebhookPanel integration={integration} />}
      {admin && <ConnectionPanel integration={integration} />}
    </Stack>
  )
}

export function StripePage() {
  const { t } = useTranslation()
  const integration = useQuery(integrationQuery)
  return (
    <Page title={t('stripe.title')} lead={t('stripe.lead')} help="connect-stripe" width="narrow">
      <QueryView query={integration}>
        {(data) =>
          data.state === 'disconnected' ? <ConnectSteps /> : <Connected integration={data} />
        }
      </QueryView>
    </Page>
  )
}

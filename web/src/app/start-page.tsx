import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ShopQuestions } from '@/features/accounts/shop-questions'
import { ConnectSteps } from '@/features/stripe/connect-steps'
import { ImportPanel } from '@/features/stripe/import-panel'
import { accountQuery } from '@/shared/data/get-account'
import { integrationQuery } from '@/shared/data/get-integration'
import { Page } from '@/shared/ui/page'
import { QueryView } from '@/shared/ui/query-view'
import '@/strings/en/accounts'
import '@/strings/en/home'

/** The first visit: connect Stripe, then answer what the shop's messages will need while the import runs. */
export function StartPage() {
  const { t } = useTranslation()
  const integration = useQuery(integrationQuery)
  const account = useQuery({ ...accountQuery, refetchOnWindowFocus: false })
  return (
    <Page
      title={t('home.start.title')}
      lead={t('home.start.lead')}
      help="first-steps"
      width="narrow"
    >
      <QueryView query={integration}>
        {(stripe) =>
          stripe.state === 'disconnected' ? (
            <ConnectSteps />
          ) : (
            <Stack gap="lg">
              <ImportPanel integration={stripe} />
              <QueryView query={account}>{(shop) => <ShopQuestions account={shop} />}</QueryView>
            </Stack>
          )
        }
      </QueryView>
    </Page>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AccountForm } from '@/features/accounts/account-form'
import { accountQuery } from '@/shared/data/get-account'
import { Page } from '@/shared/ui/page'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'
import '@/strings/en/accounts'

export function AccountPage() {
  const { t } = useTranslation()
  const account = useQuery({ ...accountQuery, refetchOnWindowFocus: false })
  return (
    <Page
      title={t('accounts.shop.title')}
      lead={t('accounts.shop.lead')}
      help="shop-settings"
      width="narrow"
    >
      <Panel>
        <QueryView query={account}>{(data) => <AccountForm account={data} />}</QueryView>
      </Panel>
    </Page>
  )
}

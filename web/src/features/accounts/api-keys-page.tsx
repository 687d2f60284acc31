import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apiKeysQuery } from '@/features/accounts/api/list-api-keys'
import { ApiKeyForm } from '@/features/accounts/api-key-form'
import { ApiKeyTable } from '@/features/accounts/api-key-table'
import { useCan } from '@/shared/data/use-can'
import { Empty } from '@/shared/ui/empty'
import { Page } from '@/shared/ui/page'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'
import { SecretOnce } from '@/shared/ui/secret-once'
import '@/strings/en/accounts'

export function ApiKeysPage() {
  const { t } = useTranslation()
  const may = useCan('admin')
  const keys = useQuery(apiKeysQuery)
  const [making, make] = useDisclosure()
  const [shown, setShown] = useState<string | null>(null)
  const button = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={make.open}>
      {t('accounts.keys.create')}
    </Button>
  )
  return (
    <Page
      title={t('accounts.keys.title')}
      lead={t('accounts.keys.lead')}
      help="api-keys"
      actions={may && keys.data?.length ? button : undefined}
    >
      <Panel flush>
        <QueryView query={keys}>
          {(list) =>
            list.length > 0 ? (
              <ApiKeyTable keys={list} />
            ) : (
              <Empty
                icon={IconKey}
                title={t('accounts.keys.empty')}
                text={t('accounts.keys.emptyText')}
                action={button}
              />
            )
          }
        </QueryView>
      </Panel>
      <ApiKeyForm opened={making} onClose={make.close} onKey={setShown} />
      <SecretOnce
        opened={shown !== null}
        onClose={() => setShown(null)}
        title={t('accounts.keys.shownTitle')}
        text={t('accounts.keys.shownText')}
        secret={shown ?? ''}
        done={t('accounts.keys.copied')}
      />
    </Page>
  )
}

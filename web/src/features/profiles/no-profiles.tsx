import { Button } from '@mantine/core'
import { IconAddressBook, IconUserSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { integrationQuery } from '@/shared/data/get-integration'
import { Empty } from '@/shared/ui/empty'
import { Panel } from '@/shared/ui/panel'

/** Why the list is empty, and what to do. */
export function NoProfiles({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation()
  const connected = useQuery(integrationQuery).data?.state !== 'disconnected'
  if (filtered) {
    return (
      <Panel>
        <Empty
          icon={IconUserSearch}
          title={t('profiles.nothing')}
          text={t('profiles.nothingText')}
          action={
            <Button variant="default" renderRoot={(props) => <Link to="/profiles" {...props} />}>
              {t('profiles.clear')}
            </Button>
          }
        />
      </Panel>
    )
  }
  return (
    <Panel>
      <Empty
        icon={IconAddressBook}
        title={t('profiles.empty')}
        text={t(connected ? 'profiles.importing' : 'profiles.emptyText')}
        action={
          !connected && (
            <Button renderRoot={(props) => <Link to="/settings/integrations/stripe" {...props} />}>
              {t('profiles.emptyAction')}
            </Button>
          )
        }
      />
    </Panel>
  )
}

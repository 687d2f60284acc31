import { Button } from '@mantine/core'
import { IconUserOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/shared/ui/empty'
import { Page } from '@/shared/ui/page'

/** An id that no profile has, or has any more. */
export function GoneProfile({ id }: { id: string }) {
  const { t } = useTranslation()
  return (
    <Page title={t('frame.notFound.title')} width="narrow">
      <Empty
        icon={IconUserOff}
        title={id}
        text={t('frame.notFound.text', { path: `/profiles/${id}` })}
        action={
          <Button renderRoot={(props) => <Link to="/profiles" {...props} />}>
            {t('profiles.searchLabel')}
          </Button>
        }
      />
    </Page>
  )
}

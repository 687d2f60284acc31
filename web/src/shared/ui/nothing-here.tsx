import { Button, Group } from '@mantine/core'
import { IconCompass } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { palette } from '@/shared/keys/palette'
import { Empty } from '@/shared/ui/empty'
import { Page } from '@/shared/ui/page'

/** An address, or an id in one, that nothing has or has any more: with a search for what was meant. */
export function NothingHere() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  return (
    <Page title={t('frame.notFound.title')} width="narrow">
      <Empty
        icon={IconCompass}
        title={pathname}
        text={t('frame.notFound.text')}
        action={
          <Group>
            <Button onClick={palette.open}>{t('frame.notFound.search')}</Button>
            <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
              {t('frame.notFound.home')}
            </Button>
          </Group>
        }
      />
    </Page>
  )
}

import { Button, Group } from '@mantine/core'
import { IconCompass } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { palette } from '@/app/frame/palette-store'
import { Empty } from '@/shared/ui/empty'
import { Page } from '@/shared/ui/page'

export function NotFoundPage() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  return (
    <Page title={t('frame.notFound.title')} width="narrow">
      <Empty
        icon={IconCompass}
        title={t('frame.notFound.title')}
        text={t('frame.notFound.text', { path: pathname })}
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

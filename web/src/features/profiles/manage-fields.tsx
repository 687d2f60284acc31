import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

export function ManageFields() {
  const { t } = useTranslation()
  return (
    <Anchor size="sm" renderRoot={(props) => <Link to="/settings/fields" {...props} />}>
      {t('profiles.page.manageFields')}
    </Anchor>
  )
}

import { Button } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan } from '@/shared/data/use-can'

/** To the import of people from a file. */
export function ImportLink() {
  const { t } = useTranslation()
  const may = useCan('write')
  if (!may) return null
  return (
    <Button
      variant="default"
      leftSection={<IconUpload size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/profiles/import" {...props} />}
    >
      {t('profiles.import')}
    </Button>
  )
}

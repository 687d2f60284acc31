import { Button } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ListFilter } from '@/features/profiles/filters'
import { useCan } from '@/shared/data/use-can'

/** Whoever the filters fit now as a list by hand: leads to where it gets its name. */
export function SaveList({ filter }: { filter: ListFilter }) {
  const { t } = useTranslation()
  const may = useCan('write')
  if (!may || Object.keys(filter).length === 0) return null
  return (
    <Button
      size="xs"
      variant="subtle"
      leftSection={<IconListCheck size={14} aria-hidden />}
      renderRoot={(props) => <Link to="/segments" search={{ from: filter }} {...props} />}
    >
      {t('segments.save.list')}
    </Button>
  )
}

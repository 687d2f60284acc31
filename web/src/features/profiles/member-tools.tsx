import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ExportMenu } from '@/features/profiles/export-menu'
import type { ListFilter } from '@/features/profiles/filters'
import { MemberMoment } from '@/features/profiles/member-moment'

interface Props {
  segment: string
  at: number | undefined
  onAt: (at: number | undefined) => void
}

/** As of when a segment's members are listed, and where to go with them. */
export function MemberTools({ segment, at, onAt }: Props) {
  const { t } = useTranslation()
  const filter: ListFilter = at === undefined ? { segment } : { segment, at }
  return (
    <Group justify="space-between" align="flex-end" gap="sm">
      <MemberMoment at={at} onAt={onAt} />
      <Group gap="xs">
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/profiles" search={filter} {...props} />}
        >
          {t('segments.page.inProfiles')}
        </Button>
        <ExportMenu filter={filter} />
      </Group>
    </Group>
  )
}

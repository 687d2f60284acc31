import { Button, Group } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Profile } from '@/api/types'

interface Props {
  rows: Profile[]
  hasMore: boolean
  after: string | undefined
  before: string | undefined
}

/** Both ways through a list of any length: a page is named by the person it begins or ends beside. */
export function Pager({ rows, hasMore, after, before }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/profiles' })
  // Asked backwards, has_more speaks of what comes before; there is something after, as we came from there.
  const older = before ? true : hasMore
  const newer = before ? hasMore : after !== undefined
  if (!older && !newer) return null
  const go = (place: { after?: string | undefined; before?: string | undefined }) =>
    void navigate({ search: (old) => ({ ...old, after: place.after, before: place.before }) })
  return (
    <Group justify="flex-end" gap="xs">
      <Button
        variant="default"
        size="xs"
        disabled={!newer}
        leftSection={<IconChevronLeft size={14} aria-hidden />}
        onClick={() => go({ before: rows[0]?.id })}
      >
        {t('profiles.previous')}
      </Button>
      <Button
        variant="default"
        size="xs"
        disabled={!older}
        rightSection={<IconChevronRight size={14} aria-hidden />}
        onClick={() => go({ after: rows.at(-1)?.id })}
      >
        {t('profiles.next')}
      </Button>
    </Group>
  )
}

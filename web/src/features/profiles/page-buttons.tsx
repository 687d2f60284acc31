import { Button, Group } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Profile } from '@/api/types'

interface Place {
  after?: string
  before?: string
}

interface Props {
  rows: Profile[]
  hasMore: boolean
  after: string | undefined
  before: string | undefined
  onGo: (place: Place) => void
}

/** Both ways through a list of any length: a page is named by the person it begins or ends beside. */
export function PageButtons({ rows, hasMore, after, before, onGo }: Props) {
  const { t } = useTranslation()
  // Asked backwards, has_more speaks of what comes before; there is something after, as we came from there.
  const older = before ? true : hasMore
  const newer = before ? hasMore : after !== undefined
  if (!older && !newer) return null
  const [first, last] = [rows[0]?.id, rows.at(-1)?.id]
  return (
    <Group justify="flex-end" gap="xs">
      <Button
        variant="default"
        size="xs"
        disabled={!newer}
        leftSection={<IconChevronLeft size={14} aria-hidden />}
        onClick={() => first && onGo({ before: first })}
      >
        {t('profiles.previous')}
      </Button>
      <Button
        variant="default"
        size="xs"
        disabled={!older}
        rightSection={<IconChevronRight size={14} aria-hidden />}
        onClick={() => last && onGo({ after: last })}
      >
        {t('profiles.next')}
      </Button>
    </Group>
  )
}

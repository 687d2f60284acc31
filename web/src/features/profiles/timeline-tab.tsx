import { Stack } from '@mantine/core'
import { IconTimeline } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { timelineQuery } from '@/features/profiles/api/list-activities'
import { PagedTab } from '@/features/profiles/paged-tab'
import { TimelineEntry } from '@/features/profiles/timeline-entry'

export function TimelineTab({ id }: { id: string }) {
  const { t } = useTranslation()
  const activities = useInfiniteQuery(timelineQuery(id))
  return (
    <PagedTab
      query={activities}
      empty={{
        icon: IconTimeline,
        title: t('profiles.timeline.empty'),
        text: t('profiles.timeline.emptyText'),
      }}
    >
      {(rows) => (
        <Stack component="ol" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
          {rows.map((activity) => (
            <TimelineEntry key={activity.id} activity={activity} />
          ))}
        </Stack>
      )}
    </PagedTab>
  )
}

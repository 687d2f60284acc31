import { Group, Stack, Text } from '@mantine/core'
import { IconTimeline } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { timelineQuery } from '@/features/profiles/api/list-activities'
import { PagedTab } from '@/features/profiles/paged-tab'
import { activityDetail, activityLabel } from '@/shared/format/activity'
import { formatDateTime } from '@/shared/format/time'
import { ActivityIcon } from '@/shared/ui/activity-icon'

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
            <Group key={activity.id} component="li" gap="sm" wrap="nowrap" align="flex-start">
              <ActivityIcon kind={activity.kind} />
              <Stack gap={0} miw={0}>
                <Text size="sm" fw={500}>
                  {activityLabel(t, activity.kind)}
                </Text>
                <Text size="xs" c="dimmed">
                  {[activityDetail(activity.data), formatDateTime(activity.at)]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Stack>
            </Group>
          ))}
        </Stack>
      )}
    </PagedTab>
  )
}

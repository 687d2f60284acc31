import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Activity } from '@/api/types'
import { SegmentOfActivity } from '@/features/profiles/segment-of-activity'
import { activityDetail, activityLabel } from '@/shared/format/activity'
import { formatDateTime } from '@/shared/format/time'
import { ActivityIcon } from '@/shared/ui/activity-icon'

/** One activity of a person: what it was, what about, and when. */
export function TimelineEntry({ activity }: { activity: Activity }) {
  const { t } = useTranslation()
  const { kind, data, at, cause } = activity
  const segment = typeof data.segment === 'string' ? data.segment : null
  const why = segment && t(`segments.history.cause.${cause}`)
  return (
    <Group component="li" gap="sm" wrap="nowrap" align="flex-start" data-activity={kind}>
      <ActivityIcon kind={kind} />
      <Stack gap={0} miw={0}>
        <Text size="sm" fw={500}>
          {activityLabel(t, kind)}
        </Text>
        {segment && <SegmentOfActivity id={segment} />}
        <Text size="xs" c="dimmed">
          {[activityDetail(data), why, formatDateTime(at)].filter(Boolean).join(' · ')}
        </Text>
      </Stack>
    </Group>
  )
}

import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Segment } from '@/api/types'
import { SegmentEntry } from '@/features/profiles/segment-entry'
import { Panel } from '@/shared/ui/panel'

interface Props {
  member: boolean
  segments: Segment[]
  profile: string
  onWhy: (segment: Segment) => void
}

/** The segments that somebody is in, or those they are not in. */
export function SegmentGroup({ member, segments, profile, onWhy }: Props) {
  const { t } = useTranslation()
  return (
    <Panel
      title={t(member ? 'segments.profile.in' : 'segments.profile.notIn')}
      lead={member && t('segments.profile.lead')}
    >
      {segments.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(member ? 'segments.profile.none' : 'segments.profile.inAll')}
        </Text>
      )}
      <Stack component="ul" gap={0} m={0} p={0} style={{ listStyle: 'none' }}>
        {segments.map((segment) => (
          <SegmentEntry
            key={segment.id}
            segment={segment}
            profile={profile}
            member={member}
            onWhy={() => onWhy(segment)}
          />
        ))}
      </Stack>
    </Panel>
  )
}

import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useInViewport } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Segment } from '@/api/types'
import { segmentExplanationQuery } from '@/shared/data/explain-segment'
import { formatExact } from '@/shared/format/time'

interface Props {
  segment: Segment
  profile: string
  member: boolean
  onWhy: () => void
}

/** A segment of a person, with when time alone will change that, which is asked once the entry is in sight. */
export function SegmentEntry({ segment, profile, member, onWhy }: Props) {
  const { t } = useTranslation()
  const { ref, inViewport } = useInViewport<HTMLDivElement>()
  const query = segmentExplanationQuery(segment.id, profile)
  const { data } = useQuery({ ...query, enabled: inViewport })
  const said = data && [
    data.since !== null && t('segments.profile.since', { at: formatExact(data.since) }),
    data.next_change === null
      ? t('segments.profile.stays')
      : t(data.member ? 'segments.profile.leaves' : 'segments.profile.enters', {
          at: formatExact(data.next_change),
        }),
  ]
  return (
    <Group
      component="li"
      ref={ref}
      justify="space-between"
      gap="xs"
      wrap="nowrap"
      py={6}
      data-segment={segment.id}
      data-member={member}
    >
      <Stack gap={0} miw={0}>
        <Anchor
          size="sm"
          fw={600}
          dir="auto"
          style={{ overflowWrap: 'anywhere' }}
          renderRoot={(props) => <Link to="/segments/$id" params={{ id: segment.id }} {...props} />}
        >
          {segment.name}
        </Anchor>
        {said && (
          <Text size="xs" c="dimmed">
            {said.filter(Boolean).join(' · ')}
          </Text>
        )}
      </Stack>
      <Button
        size="compact-sm"
        flex="none"
        variant="subtle"
        onClick={onWhy}
        aria-label={t('segments.profile.whyLabel', { name: segment.name })}
      >
        {t('segments.profile.why')}
      </Button>
    </Group>
  )
}

import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Segment, SegmentExplanation } from '@/api/types'
import { formatExact } from '@/shared/format/time'

interface Props {
  segment: Segment
  explanation: SegmentExplanation | undefined
  onWhy: () => void
}

/** A segment of a person, with when time alone will change that. */
export function SegmentEntry({ segment, explanation: data, onWhy }: Props) {
  const { t } = useTranslation()
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
      justify="space-between"
      gap="xs"
      wrap="nowrap"
      py={6}
      data-segment={segment.id}
      data-member={data?.member}
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
        variant="subtle"
        onClick={onWhy}
        aria-label={t('segments.profile.whyLabel', { name: segment.name })}
      >
        {t('segments.profile.why')}
      </Button>
    </Group>
  )
}

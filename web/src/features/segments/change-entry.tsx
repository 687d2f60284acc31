import { Anchor, Box, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SegmentChange } from '@/api/types'
import { Ago } from '@/shared/ui/ago'
import { StatusBadge } from '@/shared/ui/status-badge'

/** One who entered or left, with why and when. */
export function ChangeEntry({ change }: { change: SegmentChange }) {
  const { t } = useTranslation()
  const { profile, entered, reason, cause, at } = change
  return (
    <Group
      component="li"
      gap="sm"
      wrap="nowrap"
      align="flex-start"
      data-change={entered ? 'entered' : 'left'}
    >
      <Box w={76} flex="none">
        <StatusBadge tone={entered ? 'good' : 'calm'}>
          {t(entered ? 'segments.history.entered' : 'segments.history.left')}
        </StatusBadge>
      </Box>
      <Stack gap={0} miw={0} flex={1}>
        <Anchor
          size="sm"
          fw={600}
          dir="auto"
          style={{ overflowWrap: 'anywhere' }}
          renderRoot={(props) => <Link to="/profiles/$id" params={{ id: profile.id }} {...props} />}
        >
          {profile.name?.trim() || profile.email || profile.id}
        </Anchor>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {reason ?? t(`segments.history.cause.${cause}`)}
        </Text>
      </Stack>
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        <Ago at={at} />
      </Text>
    </Group>
  )
}

import { Group, Loader, Text, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Segment } from '@/api/types'
import { formatNumber } from '@/shared/format/money'

/** How many people are in a segment; while its members are being found, so many so far. */
export function SegmentSize({ segment }: { segment: Pick<Segment, 'size' | 'state'> }) {
  const { t } = useTranslation()
  if (segment.state === 'ready')
    return (
      <Text span size="sm" fw={600} className="numbers">
        {formatNumber(segment.size)}
      </Text>
    )
  return (
    <Tooltip label={t('segments.buildingHint')} multiline w={240}>
      <Group gap={6} justify="flex-end" wrap="nowrap" role="status">
        <Loader size={12} aria-hidden />
        <Text span size="sm" c="dimmed" fs="italic">
          {t('segments.building')}
        </Text>
      </Group>
    </Tooltip>
  )
}

import { Anchor, Table, Text } from '@mantine/core'
import { IconStarFilled } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Segment } from '@/api/types'
import { meaningOf } from '@/features/segments/meaning'
import { SegmentSize } from '@/features/segments/segment-size'
import { SizeLine } from '@/features/segments/size-line'
import { usersOf } from '@/features/segments/uses'
import { Ago } from '@/shared/ui/ago'
import { WideTable } from '@/shared/ui/wide-table'

/** Segments, each with what it means, how many are in it, and how many other segments ask for it. */
export function SegmentTable({ segments, all }: { segments: Segment[]; all: Segment[] }) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={760} aria-label={t('segments.caption')} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('segments.name')}</Table.Th>
          <Table.Th w={130} ta="end">
            {t('segments.size')}
          </Table.Th>
          <Table.Th w={140}>{t('segments.line')}</Table.Th>
          <Table.Th w={130}>{t('segments.usedIn')}</Table.Th>
          <Table.Th w={140}>{t('segments.changed')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {segments.map((segment) => (
          <Table.Tr key={segment.id} data-segment={segment.id}>
            <Table.Td>
              <Anchor
                fw={600}
                size="sm"
                c="inherit"
                dir="auto"
                style={{ overflowWrap: 'anywhere' }}
                renderRoot={(props) => (
                  <Link to="/segments/$id" params={{ id: segment.id }} {...props} />
                )}
              >
                {segment.name}
              </Anchor>
              {segment.starred && (
                <IconStarFilled
                  size={13}
                  role="img"
                  aria-label={t('segments.starred')}
                  style={{ marginInlineStart: 6, verticalAlign: -1 }}
                />
              )}
              {segment.archived && (
                <Text span size="xs" c="dimmed" ms={6}>
                  {t('segments.page.isArchived')}
                </Text>
              )}
              <Text size="xs" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
                {meaningOf(t, segment)}
              </Text>
            </Table.Td>
            <Table.Td ta="end">
              <SegmentSize segment={segment} />
            </Table.Td>
            <Table.Td>
              <SizeLine id={segment.id} />
            </Table.Td>
            <Table.Td>{t('segments.uses', { count: usersOf(segment.id, all).length })}</Table.Td>
            <Table.Td>
              <Ago at={segment.updated || segment.created} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

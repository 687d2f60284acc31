import { Anchor, Skeleton, Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Condition, SegmentPreview } from '@/api/types'
import { SalesList } from '@/features/segments/sales-list'
import { useCan } from '@/shared/data/use-can'
import { formatNumber } from '@/shared/format/money'
import { ProblemAlert } from '@/shared/ui/problem-alert'

interface Props {
  part: string
  name: string
  condition: Condition
  preview: UseQueryResult<SegmentPreview> | undefined
  children?: ReactNode
}

/** One part of two segments: how many, what they brought, and the way to a segment of it. `children`: what else can be done. */
export function OverlapPart({ part, name, condition, preview, children }: Props) {
  const { t } = useTranslation()
  const may = useCan('write')
  const data = preview?.data
  return (
    <Stack gap={4} data-part={part} role="status">
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Text>
      {preview?.error && !data && <ProblemAlert error={preview.error} />}
      {!data && !preview?.error && <Skeleton height={48} />}
      {data && (
        <>
          <Text fz={24} fw={650} className="numbers">
            {formatNumber(data.size)}{' '}
            <Text span size="sm" fw={500}>
              {t('segments.people', { count: data.size })}
            </Text>
          </Text>
          <SalesList sales={data.sales} />
          {children}
          {may && (
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link to="/segments/new" search={{ condition, name }} {...props} />
              )}
            >
              {t('segments.overlap.make')}
            </Anchor>
          )}
        </>
      )}
    </Stack>
  )
}

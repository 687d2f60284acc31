import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useBuilder } from '@/features/segments/builder-context'
import type { Membership } from '@/features/segments/tree/tree'

/** The segment that somebody is in. */
export function SegmentField({ row }: { row: Membership }) {
  const { t } = useTranslation()
  const { segments, replace } = useBuilder()
  return (
    <Select
      w={260}
      aria-label={t('segments.row.segment')}
      placeholder={t('segments.row.segmentHint')}
      nothingFoundMessage={t('segments.searchNone')}
      searchable
      data={segments.map(({ id, name }) => ({ value: id, label: name }))}
      value={row.segment}
      onChange={(segment) => replace(row.key, { ...row, segment })}
    />
  )
}

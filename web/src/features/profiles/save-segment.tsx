import { Button, Tooltip } from '@mantine/core'
import { IconCirclesRelation } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Segment } from '@/api/types'
import { filterCondition } from '@/features/profiles/filter-condition'
import { filterLabel } from '@/features/profiles/filter-label'
import { chosenFilters, type ListFilter } from '@/features/profiles/filters'
import { useCan } from '@/shared/data/use-can'

interface Props {
  filter: ListFilter
  /** For the name of the one that the filter asks for. */
  segments: Pick<Segment, 'id' | 'name'>[] | undefined
}

/** The filters of the list as a segment that stays true by itself: leads to the builder with them in it. */
export function SaveSegment({ filter, segments }: Props) {
  const { t } = useTranslation()
  const may = useCan('write')
  const { condition, left } = filterCondition(filter)
  const kept = chosenFilters(filter).filter((name) => !left.includes(name))
  if (!may || kept.length === 0) return null
  const lost = left.map((name) =>
    name === 'query' ? `“${filter.query}”` : filterLabel(t, filter, name, segments),
  )
  const name = kept.map((one) => filterLabel(t, filter, one, segments)).join(', ')
  return (
    <Tooltip
      label={t('segments.save.cannot', { what: lost.join(', ') })}
      disabled={lost.length === 0}
      multiline
      w={260}
    >
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconCirclesRelation size={14} aria-hidden />}
        renderRoot={(props) => <Link to="/segments/new" search={{ condition, name }} {...props} />}
      >
        {t('segments.save.button')}
      </Button>
    </Tooltip>
  )
}

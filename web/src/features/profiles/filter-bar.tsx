import { Button, CloseButton, Group, Pill } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CountryFilter } from '@/features/profiles/country-filter'
import classes from '@/features/profiles/filter-bar.module.css'
import { filterLabel } from '@/features/profiles/filter-label'
import { FilterMenu } from '@/features/profiles/filter-menu'
import { chosenFilters, type ListFilter } from '@/features/profiles/filters'
import { SaveList } from '@/features/profiles/save-list'
import { SaveSegment } from '@/features/profiles/save-segment'
import { SegmentFilter } from '@/features/profiles/segment-filter'
import { segmentsQuery } from '@/shared/data/list-segments'

/** The filters that are set, each with its way out, and the menu that adds one. */
export function FilterBar({ filter }: { filter: ListFilter }) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/profiles' })
  const change = (next: Partial<ListFilter>) =>
    void navigate({ search: (old) => ({ ...old, ...next, after: undefined, before: undefined }) })
  // Asked anew: the segment may be younger than what is held of them.
  const segments = useQuery({
    ...segmentsQuery,
    enabled: filter.segment !== undefined,
    refetchOnMount: 'always',
  })
  const [choosingCountry, country] = useDisclosure()
  const [choosingSegment, segment] = useDisclosure()
  const chosen = chosenFilters(filter)
  return (
    <Group gap={6}>
      <FilterMenu onChoose={change} onCountry={country.open} onSegment={segment.open} />
      <CountryFilter
        opened={choosingCountry}
        onClose={country.close}
        onChoose={(code) => change({ country: code })}
      />
      <SegmentFilter
        opened={choosingSegment}
        onClose={segment.close}
        onChoose={(id) => change({ segment: id, at: undefined })}
      />
      {chosen.map((name) => {
        const label = filterLabel(t, filter, name, segments.data)
        return (
          <Pill
            key={name}
            size="lg"
            classNames={{ root: classes.chip, label: classes.label }}
            data-chip={name}
          >
            <Group gap={4} wrap="nowrap">
              {label}
              <CloseButton
                size={24}
                iconSize={14}
                aria-label={t('profiles.filter.remove', { filter: label })}
                onClick={() =>
                  change({ [name]: undefined, ...(name === 'segment' ? { at: undefined } : {}) })
                }
              />
            </Group>
          </Pill>
        )
      })}
      <SaveSegment filter={filter} segments={segments.data} />
      <SaveList filter={filter} />
      {chosen.length > 1 && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => void navigate({ search: (old) => ({ columns: old.columns }) })}
        >
          {t('profiles.clear')}
        </Button>
      )}
    </Group>
  )
}

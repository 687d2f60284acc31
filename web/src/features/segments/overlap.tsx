import { Anchor, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { previewQuery } from '@/features/segments/api/preview-segment'
import { OverlapPart } from '@/features/segments/overlap-part'
import { overlapConditions } from '@/features/segments/overlaps'
import { nameable } from '@/features/segments/uses'
import { segmentsQuery } from '@/shared/data/list-segments'
import { useCan } from '@/shared/data/use-can'
import { Panel } from '@/shared/ui/panel'

/** Who is in this segment and in another one, and in only one of both; the other stands in the address. */
export function Overlap({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/segments/$id' })
  const { other = null } = useSearch({ from: '/house/segments/$id' })
  const segments = useQuery(segmentsQuery).data ?? []
  const chosen = segments.find((segment) => segment.id === other)
  const self = segments.find((segment) => segment.id === id)
  const may = useCan('write')
  // Not where the other asks for this one: they would go in a circle.
  const excludes = may && self?.condition && nameable(id, segments).some((one) => one.id === other)
  const parts = overlapConditions(id, other ?? '')
  const previews = useQueries({
    queries: parts.map(({ condition }) => ({
      ...previewQuery(condition),
      enabled: chosen !== undefined,
    })),
  })
  return (
    <Panel title={t('segments.overlap.title')} lead={t('segments.overlap.lead')}>
      <Stack gap="md">
        <Select
          maw={360}
          label={t('segments.overlap.other')}
          placeholder={t('segments.row.segmentHint')}
          nothingFoundMessage={t('segments.searchNone')}
          searchable
          data={segments
            .filter((segment) => segment.id !== id)
            .map((segment) => ({ value: segment.id, label: segment.name }))}
          value={chosen ? chosen.id : null}
          onChange={(next) =>
            void navigate({
              search: (old) => ({ ...old, other: next ?? undefined }),
              resetScroll: false,
            })
          }
        />
        {segments.length === 1 && (
          <Text size="sm" c="dimmed">
            {t('segments.overlap.alone')}
          </Text>
        )}
        {chosen && (
          <SimpleGrid cols={{ base: 1, sm: 3 }} data-overlap={chosen.id}>
            {parts.map(({ part, condition }, index) => (
              <OverlapPart
                key={part}
                part={part}
                condition={condition}
                name={t(`segments.overlap.${part}`, { name, other: chosen.name })}
                preview={previews[index]}
              >
                {part === 'both' && excludes && (
                  <Anchor
                    size="sm"
                    renderRoot={(props) => (
                      <Link
                        to="/segments/$id/edit"
                        params={{ id }}
                        search={{ without: chosen.id }}
                        {...props}
                      />
                    )}
                  >
                    {t('segments.overlap.exclude', { name })}
                  </Anchor>
                )}
              </OverlapPart>
            ))}
          </SimpleGrid>
        )}
      </Stack>
    </Panel>
  )
}

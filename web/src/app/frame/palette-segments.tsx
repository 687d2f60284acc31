import { Spotlight } from '@mantine/spotlight'
import { IconCirclesRelation, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { segmentsQuery } from '@/shared/data/list-segments'
import { useCan } from '@/shared/data/use-can'

const kShownMost = 5

/** Segments by a part of their name, and the way to a new one. */
export function PaletteSegments({ words }: { words: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useCan('write')
  const wanted = words.trim().toLocaleLowerCase()
  const { data = [] } = useQuery({ ...segmentsQuery, enabled: wanted !== '' })
  const found = data
    .filter((segment) => segment.name.toLocaleLowerCase().includes(wanted))
    .slice(0, kShownMost)
  const makes = may && t('frame.palette.newSegment').toLocaleLowerCase().includes(wanted)
  if (wanted === '' || (found.length === 0 && !makes)) return null
  return (
    <Spotlight.ActionsGroup label={t('frame.palette.segments')}>
      {found.map(({ id, name }) => (
        <Spotlight.Action
          key={id}
          label={name}
          leftSection={<IconCirclesRelation size={18} aria-hidden />}
          onClick={() => void navigate({ to: '/segments/$id', params: { id } })}
        />
      ))}
      {makes && (
        <Spotlight.Action
          label={t('frame.palette.newSegment')}
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => void navigate({ to: '/segments/new' })}
        />
      )}
    </Spotlight.ActionsGroup>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Segment } from '@/api/types'
import { patchSegment } from '@/features/segments/api/patch-segment'
import { RenameModal } from '@/shared/ui/rename-modal'

interface Props {
  segment: Segment
  opened: boolean
  onClose: () => void
}

export function RenameSegment({ segment, opened, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <RenameModal
      title={t('segments.page.rename')}
      label={t('segments.builder.name')}
      name={segment.name}
      rename={(name) => patchSegment(segment.id, { name })}
      readAgain={() => queries.invalidateQueries({ queryKey: ['segments'] })}
      said={(name) => t('segments.page.renamed', { name })}
      opened={opened}
      onClose={onClose}
    />
  )
}

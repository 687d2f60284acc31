import { Modal, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { segmentsQuery } from '@/shared/data/list-segments'

interface Props {
  opened: boolean
  onClose: () => void
  onChoose: (segment: string) => void
}

/** Chooses a segment by its name. */
export function SegmentFilter({ opened, onClose, onChoose }: Props) {
  const { t } = useTranslation()
  const segments = useQuery({ ...segmentsQuery, enabled: opened }).data ?? []
  const choose = (id: string | null) => {
    if (!id) return
    onChoose(id)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('profiles.filter.segment')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Select
        data={segments.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        value={null}
        aria-label={t('profiles.filter.segment')}
        placeholder={t('profiles.filter.segmentHint')}
        nothingFoundMessage={t('profiles.filter.segmentNone')}
        onChange={choose}
        data-autofocus
      />
    </Modal>
  )
}

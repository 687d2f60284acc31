import { Modal, Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { countries } from '@/shared/format/countries'

interface Props {
  opened: boolean
  onClose: () => void
  onChoose: (country: string) => void
}

/** Chooses a country by its name. */
export function CountryFilter({ opened, onClose, onChoose }: Props) {
  const { t } = useTranslation()
  const data = useMemo(
    () => countries().map(({ code, name }) => ({ value: code, label: name })),
    [],
  )
  const choose = (code: string | null) => {
    if (!code) return
    onChoose(code)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('profiles.filter.country')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Select
        data={data}
        searchable
        value={null}
        aria-label={t('profiles.filter.country')}
        placeholder={t('profiles.filter.countryHint')}
        nothingFoundMessage={t('profiles.filter.countryNone')}
        onChange={choose}
        data-autofocus
      />
    </Modal>
  )
}

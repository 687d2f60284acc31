import { Kbd } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from '@/app/frame/frame.module.css'
import { kModifier } from '@/shared/keys/modifier'
import { palette } from '@/shared/keys/palette'

/** Looks like a field and opens the palette. */
export function SearchButton() {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className={classes.search}
      onClick={palette.open}
      aria-keyshortcuts="Control+K Meta+K"
    >
      <IconSearch size={16} aria-hidden />
      <span className={classes.searchText}>{t('frame.search')}</span>
      <Kbd size="xs" visibleFrom="xs">
        {kModifier} K
      </Kbd>
    </button>
  )
}

import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PalettePeople } from '@/app/frame/palette-people'
import { PaletteScreens } from '@/app/frame/palette-screens'
import { PaletteSegments } from '@/app/frame/palette-segments'
import { paletteStore } from '@/shared/keys/palette'

/** ⌘K: finds people (the server searches), segments and screens. */
export function Palette() {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const [settled] = useDebouncedValue(words.trim(), 120)
  return (
    <Spotlight.Root
      store={paletteStore}
      query={words}
      onQueryChange={setWords}
      shortcut={null}
      scrollable
      maxHeight={420}
      title={t('frame.search')}
    >
      <Spotlight.Search
        placeholder={t('frame.palette.placeholder')}
        aria-label={t('frame.palette.placeholder')}
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        <PalettePeople words={settled} />
        <PaletteSegments words={settled} />
        <PaletteScreens words={words} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

import { Spotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useScreens } from '@/app/frame/use-screens'

export function PaletteScreens({ words }: { words: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const wanted = words.trim().toLocaleLowerCase()
  const screens = useScreens()
    .map((screen) => ({ ...screen, label: t(`frame.nav.${screen.name}`) }))
    .filter((screen) => screen.label.toLocaleLowerCase().includes(wanted))
  if (screens.length === 0) return null
  return (
    <Spotlight.ActionsGroup label={t('frame.palette.screens')}>
      {screens.map((screen) => (
        <Spotlight.Action
          key={screen.name}
          label={screen.label}
          leftSection={<screen.icon size={18} aria-hidden />}
          onClick={() => void navigate({ to: screen.to })}
        />
      ))}
    </Spotlight.ActionsGroup>
  )
}

import { Box } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { EnvironmentBar } from '@/app/frame/environment-bar'
import classes from '@/app/frame/frame.module.css'
import { Header } from '@/app/frame/header'
import { Navigation } from '@/app/frame/navigation'
import { ServerGone } from '@/app/frame/server-gone'
import { useEvents } from '@/app/frame/use-events'
import { useOverlays } from '@/app/frame/use-overlays'
import { useSessionTheme } from '@/app/frame/use-session-theme'
import { useShortcuts } from '@/app/frame/use-shortcuts'

// What lies above the page only now and then is fetched when nothing else is to do, and made when it is needed first.
const fetchOverlays = async () => ({ default: (await import('@/app/frame/overlays')).Overlays })
const Overlays = lazy(fetchOverlays)

/** What stands around every screen of the house. */
export function Frame() {
  const { t } = useTranslation()
  const [navigation, { toggle, close }] = useDisclosure()
  const [sheet, sheetIs] = useDisclosure()
  const overlays = useOverlays(sheet, fetchOverlays)
  const { pathname } = useLocation()
  useEvents()
  useSessionTheme()
  useShortcuts(sheetIs.open)
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when another screen opens
  useEffect(close, [pathname])
  return (
    <>
      <a className="skip-link" href="#content">
        {t('frame.skip')}
      </a>
      <header className={classes.header}>
        <EnvironmentBar />
        <Header navigationOpen={navigation} onNavigation={toggle} onShortcuts={sheetIs.open} />
      </header>
      <Navigation opened={navigation} />
      <main id="content" tabIndex={-1} className={classes.main}>
        <Box mb="md" className="only-filled">
          <ServerGone />
        </Box>
        <Outlet />
      </main>
      {overlays && (
        <Suspense>
          <Overlays sheet={sheet} onSheetClose={sheetIs.close} />
        </Suspense>
      )}
    </>
  )
}

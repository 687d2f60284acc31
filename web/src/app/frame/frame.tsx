import { AppShell, Box } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { EnvironmentBar } from '@/app/frame/environment-bar'
import { Header } from '@/app/frame/header'
import { Navigation } from '@/app/frame/navigation'
import { ServerGone } from '@/app/frame/server-gone'
import { useEvents } from '@/app/frame/use-events'
import { useSessionTheme } from '@/app/frame/use-session-theme'
import { useShortcuts } from '@/app/frame/use-shortcuts'

// What lies above the page only now and then is fetched after it.
const Overlays = lazy(async () => ({ default: (await import('@/app/frame/overlays')).Overlays }))

/** What stands around every screen of the house. */
export function Frame() {
  const { t } = useTranslation()
  const [navigation, { toggle, close }] = useDisclosure()
  const [sheet, sheetIs] = useDisclosure()
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
      <AppShell
        header={{ height: 88 }}
        navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !navigation } }}
        padding={{ base: 'md', sm: 'xl' }}
      >
        <AppShell.Header>
          <EnvironmentBar />
          <Header navigationOpen={navigation} onNavigation={toggle} onShortcuts={sheetIs.open} />
        </AppShell.Header>
        <AppShell.Navbar>
          <Navigation />
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1} style={{ outline: 'none' }}>
          <Box mb="md" className="only-filled">
            <ServerGone />
          </Box>
          <Outlet />
        </AppShell.Main>
      </AppShell>
      <Suspense>
        <Overlays sheet={sheet} onSheetClose={sheetIs.close} />
      </Suspense>
    </>
  )
}

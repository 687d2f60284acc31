import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from '@/app/frame/frame.module.css'
import type { Screen } from '@/app/frame/screens'
import { useScreens } from '@/app/frame/use-screens'

function Entry({ screen }: { screen: Screen }) {
  const { t } = useTranslation()
  return (
    <Link
      to={screen.to}
      className={classes.navLink}
      activeOptions={{ exact: screen.to === '/', includeSearch: false }}
    >
      <screen.icon size={18} stroke={1.7} aria-hidden />
      {t(`frame.nav.${screen.name}`)}
    </Link>
  )
}

export function Navigation({ opened }: { opened: boolean }) {
  const { t } = useTranslation()
  const screens = useScreens()
  const entries = (group: Screen['group']) =>
    screens.filter((s) => s.group === group).map((s) => <Entry key={s.name} screen={s} />)
  return (
    <nav
      className={classes.nav}
      data-opened={opened || undefined}
      aria-label={t('frame.mainNavigation')}
    >
      {entries('main')}
      <div className={classes.navHeading}>{t('frame.nav.settings')}</div>
      {entries('settings')}
      <div className={classes.navFoot}>{entries('foot')}</div>
    </nav>
  )
}

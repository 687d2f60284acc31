import { Box, Burger, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '@/app/frame/frame.module.css'
import { JobButton } from '@/app/frame/job-button'
import { Late } from '@/app/frame/late'
import { SearchButton } from '@/app/frame/search-button'
import { UserButton } from '@/app/frame/user-button'
import mark from '@/shared/ui/daybook.svg'

const fetchTray = async () => ({ default: (await import('@/app/frame/job-tray')).JobTray })
const fetchMenu = async () => ({ default: (await import('@/app/frame/user-menu')).UserMenu })
const JobTray = lazy(fetchTray)
const UserMenu = lazy(fetchMenu)

interface Props {
  navigationOpen: boolean
  onNavigation: () => void
  onShortcuts: () => void
}

export function Header({ navigationOpen, onNavigation, onShortcuts }: Props) {
  const { t } = useTranslation()
  return (
    <Group h={56} px={{ base: 'sm', sm: 20 }} justify="space-between" wrap="nowrap" gap="sm">
      <Group gap="xs" wrap="nowrap" className={classes.brand}>
        <Burger
          opened={navigationOpen}
          onClick={onNavigation}
          hiddenFrom="sm"
          size="sm"
          aria-label={t('frame.openNavigation')}
          aria-expanded={navigationOpen}
        />
        <Link to="/" className={classes.home}>
          <img src={mark} alt="" width={26} height={26} />
          <Text span fw={700} size="lg" visibleFrom="xs">
            {t('frame.product')}
          </Text>
          <Box hiddenFrom="xs" component="span" className={classes.hiddenName}>
            {t('frame.product')}
          </Box>
        </Link>
      </Group>
      <SearchButton />
      <Group gap={6} wrap="nowrap">
        <Late fetch={fetchTray} alone={(press) => <JobButton onClick={press} />}>
          <JobTray />
        </Late>
        <Late fetch={fetchMenu} alone={(press) => <UserButton onClick={press} />}>
          <UserMenu onShortcuts={onShortcuts} />
        </Late>
      </Group>
    </Group>
  )
}

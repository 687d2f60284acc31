import { Menu, Text, useMantineColorScheme } from '@mantine/core'
import {
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOpenAtFirst } from '@/app/frame/use-open-at-first'
import { UserButton } from '@/app/frame/user-button'
import { patchSession } from '@/features/accounts/api/patch-session'
import { signOut } from '@/features/accounts/api/sign-out'
import { sessionQuery } from '@/shared/data/get-session'
import { useAct } from '@/shared/data/use-act'
import { MenuHeading } from '@/shared/ui/menu-heading'

const kThemes = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['auto', IconDeviceDesktop],
] as const

export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation()
  const { opened, onChange, button } = useOpenAtFirst()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const session = useQuery(sessionQuery).data
  const leave = useAct({
    mutationFn: signOut,
    onSettled: async () => {
      await navigate({ to: '/sign-in' })
      queries.clear()
    },
  })
  // The choice follows the person to other browsers; this one has it even where that fails.
  const choose = (theme: (typeof kThemes)[number][0]) => {
    setColorScheme(theme)
    patchSession({ theme }).then(
      (next) => queries.setQueryData(['session'], next),
      () => undefined,
    )
  }
  if (!session) return null
  const name = session.user.name || session.user.email
  return (
    <Menu position="bottom-end" width={240} withinPortal opened={opened} onChange={onChange}>
      <Menu.Target>
        <UserButton ref={button} />
      </Menu.Target>
      <Menu.Dropdown>
        <Text px="sm" pt="xs" fw={600} size="sm" truncate>
          {name}
        </Text>
        <Text px="sm" pb="xs" size="xs" c="dimmed">
          {t(`frame.role.${session.role}`)} · {session.account.name}
        </Text>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconUserCircle size={16} aria-hidden />}
          component={Link}
          to="/settings/you"
        >
          {t('frame.menu.settings')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onShortcuts}>
          {t('frame.menu.shortcuts')}
        </Menu.Item>
        <Menu.Divider />
        <MenuHeading>{t('frame.theme.label')}</MenuHeading>
        {kThemes.map(([scheme, Icon]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={() => choose(scheme)}
            fw={colorScheme === scheme ? 700 : 400}
            aria-current={colorScheme === scheme}
          >
            {t(`frame.theme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => leave.mutate()}
        >
          {t('frame.menu.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

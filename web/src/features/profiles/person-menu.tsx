import { Button, Menu } from '@mantine/core'
import { IconDots, IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Profile } from '@/api/types'

/** What is rarely done with a person. */
export function PersonMenu({ profile }: { profile: Profile }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDots size={16} aria-hidden />}>
          {t('profiles.page.moreActions')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component="a"
          href={`/v1/profiles/${profile.id}/export`}
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('profiles.page.exportAll')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

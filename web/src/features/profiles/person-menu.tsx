import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots, IconDownload, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Profile } from '@/api/types'
import { ErasePerson } from '@/features/profiles/erase-person'
import { useCan } from '@/shared/data/use-can'

/** What is rarely done with a person. */
export function PersonMenu({ profile }: { profile: Profile }) {
  const { t } = useTranslation()
  const mayErase = useCan('admin')
  const [asking, ask] = useDisclosure()
  return (
    <>
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
          {mayErase && (
            <Menu.Item
              data-danger
              onClick={ask.open}
              leftSection={<IconTrash size={16} aria-hidden />}
            >
              {t('profiles.erase.open')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {mayErase && <ErasePerson profile={profile} opened={asking} onClose={ask.close} />}
    </>
  )
}

import { Group, Kbd, Modal, Stack, Text } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { kShortcuts } from '@/app/frame/shortcuts'

export function ShortcutSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('frame.shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap={8} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {kShortcuts.map((shortcut) => (
          <Group key={shortcut.name} component="li" justify="space-between" wrap="nowrap">
            <Text size="sm">{t(`frame.shortcuts.${shortcut.name}`)}</Text>
            <Group gap={6} wrap="nowrap" flex="none">
              {shortcut.keys.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && shortcut.sequence && (
                    <Text size="xs" c="dimmed">
                      {t('frame.shortcuts.andThen')}
                    </Text>
                  )}
                  <Kbd style={{ whiteSpace: 'nowrap' }}>{key}</Kbd>
                </Fragment>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Modal>
  )
}

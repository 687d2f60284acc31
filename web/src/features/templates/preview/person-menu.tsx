import { Button, Group, Popover, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconArrowsHorizontal,
  IconArrowsShuffle,
  IconCrown,
  IconUser,
  IconUserOff,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { kLongest, type usePerson } from '@/features/templates/use-person'
import { PersonFinder } from '@/shared/ui/person-finder'

/** For whom the message is shown, and how to choose somebody else. */
export function PersonMenu({ person }: { person: ReturnType<typeof usePerson> }) {
  const { t } = useTranslation()
  const [opened, { toggle, close }] = useDisclosure()
  const choose = (act: () => void) => () => {
    act()
    close()
  }
  const ghost =
    person.id === null
      ? t('templates.person.nobody')
      : person.id === kLongest && t('templates.person.longestOf')
  const name = person.name ?? (ghost || '…')
  return (
    <Group gap={6} justify="space-between">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }} data-person={person.id ?? ''}>
        {t('templates.person.for', { name })}
      </Text>
      <Popover opened={opened} onChange={toggle} position="bottom-end" trapFocus withinPortal>
        <Popover.Target>
          <Button
            size="compact-sm"
            variant="default"
            onClick={toggle}
            leftSection={<IconUser size={14} aria-hidden />}
          >
            {t('templates.person.change')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown w={330} aria-label={t('templates.person.change')}>
          <Stack gap="xs">
            <PersonFinder
              label={t('templates.person.find')}
              nothing={t('templates.person.nothing')}
              onChoose={(id) => choose(() => person.choose(id))()}
            />
            <Button
              variant="subtle"
              size="compact-md"
              justify="flex-start"
              leftSection={<IconCrown size={16} aria-hidden />}
              onClick={choose(person.best)}
            >
              {t('templates.person.best')}
            </Button>
            <Button
              variant="subtle"
              size="compact-md"
              justify="flex-start"
              leftSection={<IconArrowsShuffle size={16} aria-hidden />}
              onClick={choose(person.random)}
              disabled={!person.some}
            >
              {t('templates.person.random')}
            </Button>
            <Button
              variant="subtle"
              size="compact-md"
              justify="flex-start"
              leftSection={<IconArrowsHorizontal size={16} aria-hidden />}
              onClick={choose(() => person.choose(kLongest))}
            >
              {t('templates.person.longest')}
            </Button>
            <Button
              variant="subtle"
              size="compact-md"
              justify="flex-start"
              leftSection={<IconUserOff size={16} aria-hidden />}
              onClick={choose(() => person.choose(null))}
            >
              {t('templates.person.missing')}
            </Button>
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </Group>
  )
}

import { Button, Popover, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBraces, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '@/features/templates/insert-field.module.css'
import { percentOf } from '@/features/templates/lacking'
import { groupLabel, matchingNames, type Name } from '@/features/templates/words'

interface Props {
  names: readonly Name[]
  onInsert: (name: Name) => void
}

/** A field by its plain label; what is inserted has the filter with which it reads well. */
export function InsertField({ names, onInsert }: Props) {
  const { t } = useTranslation()
  const [opened, { toggle, close }] = useDisclosure()
  const [words, setWords] = useState('')
  const found = matchingNames(names, words)
  const groups = [...new Set(found.map(({ group }) => group))]
  const insert = (name: Name) => {
    setWords('')
    close()
    onInsert(name)
  }
  return (
    <Popover
      opened={opened}
      onChange={toggle}
      position="bottom-start"
      trapFocus
      withinPortal
      returnFocus={false}
    >
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          onClick={toggle}
          leftSection={<IconBraces size={16} aria-hidden />}
        >
          {t('templates.insert.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown w={340} aria-label={t('templates.insert.title')}>
        <TextInput
          label={t('templates.insert.find')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !found[0]) return
            event.preventDefault()
            insert(found[0])
          }}
          autoComplete="off"
          data-autofocus
        />
        <Stack gap={2} mt="xs" className={classes.list}>
          {groups.map((group) => (
            <section key={group} aria-label={groupLabel(t, group)}>
              <Text size="xs" c="dimmed" fw={600} mt={6}>
                {groupLabel(t, group)}
              </Text>
              {found
                .filter((name) => name.group === group)
                .map((name) => (
                  <UnstyledButton
                    key={name.path}
                    className={classes.name}
                    onClick={() => insert(name)}
                    data-field={name.path}
                  >
                    <Text size="sm">{name.label}</Text>
                    <span className={classes.about}>
                      <Text size="xs" c="dimmed" className={classes.example}>
                        {name.example ?? t(`templates.shapes.${name.shape}`)}
                      </Text>
                      {Boolean(name.lacking) && (
                        <Text size="xs" c="dimmed" data-share>
                          {t('templates.values.lack', { share: percentOf(name.lacking ?? 0) })}
                        </Text>
                      )}
                    </span>
                  </UnstyledButton>
                ))}
            </section>
          ))}
          {found.length === 0 && (
            <Text size="sm" c="dimmed" role="status">
              {t('templates.insert.nothing')}
            </Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

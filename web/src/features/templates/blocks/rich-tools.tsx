import { ActionIcon, Button, Group, Popover, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconBold,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconUnderline,
} from '@tabler/icons-react'
import { type Editor, useEditorState } from '@tiptap/react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

const kMarks = [
  {
    name: 'bold',
    icon: IconBold,
    act: (editor: Editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    name: 'italic',
    icon: IconItalic,
    act: (editor: Editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    name: 'underline',
    icon: IconUnderline,
    act: (editor: Editor) => editor.chain().focus().toggleUnderline().run(),
  },
  {
    name: 'bulletList',
    icon: IconList,
    act: (editor: Editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'orderedList',
    icon: IconListNumbers,
    act: (editor: Editor) => editor.chain().focus().toggleOrderedList().run(),
  },
] as const

/** How words look: each button says whether it is so where the cursor stands. */
export function RichTools({ editor }: { editor: Editor }) {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure()
  const [address, setAddress] = useState('')
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      Object.fromEntries(
        [...kMarks.map(({ name }) => name), 'link'].map((name) => [name, now.isActive(name)]),
      ),
  })
  const link = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    const chain = editor.chain().focus().extendMarkRange('link')
    if (address.trim() === '') chain.unsetLink().run()
    else chain.setLink({ href: address.trim() }).run()
    close()
  }
  return (
    <Group gap={2} role="toolbar" aria-label={t('templates.rich.toolbar')}>
      {kMarks.map(({ name, icon: Icon, act }) => (
        <ActionIcon
          key={name}
          variant={active[name] ? 'light' : 'subtle'}
          color={active[name] ? 'ink' : 'gray'}
          aria-pressed={active[name] ?? false}
          aria-label={t(`templates.rich.${name}`)}
          onClick={() => act(editor)}
        >
          <Icon size={16} aria-hidden />
        </ActionIcon>
      ))}
      <Popover opened={opened} onChange={close} trapFocus withinPortal position="bottom-start">
        <Popover.Target>
          <ActionIcon
            variant={active.link ? 'light' : 'subtle'}
            color={active.link ? 'ink' : 'gray'}
            aria-label={t('templates.rich.link')}
            onClick={() => {
              setAddress(String(editor.getAttributes('link').href ?? ''))
              open()
            }}
          >
            <IconLink size={16} aria-hidden />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('templates.rich.link')}>
          <form onSubmit={link}>
            <Group gap="xs" align="flex-end">
              <TextInput
                label={t('templates.rich.address')}
                value={address}
                onChange={(event) => setAddress(event.currentTarget.value)}
                w={240}
                autoComplete="off"
              />
              <Button type="submit">{t('common.save')}</Button>
            </Group>
          </form>
        </Popover.Dropdown>
      </Popover>
    </Group>
  )
}

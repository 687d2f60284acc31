import { ActionIcon, Group } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useBlocksEditing } from '@/features/templates/blocks/blocks-context'

/** What dragging does, and more, with buttons. */
export function BlockButtons({ id, label }: { id: string; label: string }) {
  const { t } = useTranslation()
  const { step, remove, duplicate } = useBlocksEditing()
  const deeds = [
    { name: 'up', icon: IconArrowUp, act: () => step(id, -1), step: -1 },
    { name: 'down', icon: IconArrowDown, act: () => step(id, 1), step: 1 },
    { name: 'duplicate', icon: IconCopy, act: () => duplicate(id), step: undefined },
    { name: 'remove', icon: IconTrash, act: () => remove(id), step: undefined },
  ] as const
  return (
    <Group gap={0} wrap="nowrap">
      {deeds.map(({ name, icon: Icon, act, step: by }) => (
        <ActionIcon
          key={name}
          variant="subtle"
          color="gray"
          size={26}
          onClick={act}
          aria-label={t(`templates.blocks.${name}`, { block: label })}
          data-step={by}
        >
          <Icon size={14} aria-hidden />
        </ActionIcon>
      ))}
    </Group>
  )
}

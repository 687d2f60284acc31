import { ActionIcon, Group, Menu } from '@mantine/core'
import { IconBracketsContain, IconCopy, IconDots, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useBuilder } from '@/features/segments/builder-context'
import { duplicated, grouped, removed } from '@/features/segments/tree/edit-tree'
import type { Row } from '@/features/segments/tree/tree'

interface Props {
  row: Row
  mayGroup: boolean
  onRemoved: () => void
}

export function RowMenu({ row, mayGroup, onRemoved }: Props) {
  const { t } = useTranslation()
  const { edit } = useBuilder()
  return (
    <Group gap={2} wrap="nowrap">
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('segments.row.more')}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCopy size={14} aria-hidden />}
            onClick={() => edit((root) => duplicated(root, row.key))}
          >
            {t('segments.row.duplicate')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconBracketsContain size={14} aria-hidden />}
            disabled={!mayGroup}
            onClick={() => edit((root) => grouped(root, row.key))}
          >
            {t('segments.row.group')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('segments.row.remove')}
        onClick={() => {
          edit((root) => removed(root, row.key))
          onRemoved()
        }}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

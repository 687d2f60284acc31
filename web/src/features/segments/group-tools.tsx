import { ActionIcon, Group } from '@mantine/core'
import { IconBracketsOff, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useBuilder } from '@/features/segments/builder-context'
import { dissolved, removed } from '@/features/segments/tree/edit-tree'
import type { Group as ConditionGroup } from '@/features/segments/tree/tree'

interface Props {
  group: ConditionGroup
  mayDissolve: boolean
}

/** What can be done with a group as a whole. */
export function GroupTools({ group, mayDissolve }: Props) {
  const { t } = useTranslation()
  const { edit } = useBuilder()
  return (
    <Group gap={2} wrap="nowrap">
      {mayDissolve && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('segments.group.dissolve')}
          onClick={() => edit((root) => dissolved(root, group.key))}
        >
          <IconBracketsOff size={16} aria-hidden />
        </ActionIcon>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('segments.group.remove')}
        onClick={() => edit((root) => removed(root, group.key))}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

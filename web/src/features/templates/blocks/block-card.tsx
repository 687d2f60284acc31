import { useDraggable } from '@dnd-kit/core'
import { Text, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconGripVertical } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { BlockButtons } from '@/features/templates/blocks/block-buttons'
import { BlockIcon } from '@/features/templates/blocks/block-icon'
import { BlockInside } from '@/features/templates/blocks/block-inside'
import { BlockSettings } from '@/features/templates/blocks/block-settings'
import classes from '@/features/templates/blocks/blocks.module.css'
import { useBlocksEditing } from '@/features/templates/blocks/blocks-context'
import type { Block } from '@/features/templates/blocks/tree'
import { summaryOf, typeOf } from '@/features/templates/blocks/types'

/** A block: what it is and says, what can be done with it, and when it is selected its settings. */
export function BlockCard({ block, path }: { block: Block; path: string }) {
  const { t } = useTranslation()
  const { selected, select, step, remove, duplicate, readOnly, troubled } = useBlocksEditing()
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: block.id, disabled: readOnly })
  const isSelected = selected === block.id
  const type = typeOf(block.type)
  const label = type ? t(`templates.blocks.types.${type}`) : block.type
  const onKey = (event: KeyboardEvent) => {
    if (readOnly) return
    if (event.key === 'Delete') remove(block.id)
    else if (event.altKey && event.key === 'ArrowUp') step(block.id, -1)
    else if (event.altKey && event.key === 'ArrowDown') step(block.id, 1)
    else if ((event.ctrlKey || event.metaKey) && event.key === 'd') duplicate(block.id)
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={setNodeRef}
      className={classes.card}
      data-selected={isSelected}
      data-dragged={isDragging}
      data-block={block.id}
      data-type={block.type}
    >
      <div className={classes.head}>
        {!readOnly && (
          <span className={classes.handle} {...listeners} aria-hidden data-handle>
            <IconGripVertical size={16} />
          </span>
        )}
        <UnstyledButton
          className={classes.open}
          onClick={() => select(isSelected ? null : block.id)}
          onKeyDown={onKey}
          aria-expanded={isSelected}
          data-open
        >
          <BlockIcon type={block.type} />
          <Text size="sm" fw={550} span style={{ flexShrink: 0 }}>
            {label}
          </Text>
          <Text size="xs" c="dimmed" span className={classes.summary} dir="auto">
            {summaryOf(block)}
          </Text>
          {troubled.has(path) && (
            <IconAlertTriangle
              size={16}
              aria-label={t('templates.blocks.troubled')}
              style={{ flexShrink: 0, marginInlineStart: 'auto' }}
            />
          )}
        </UnstyledButton>
        {!readOnly && <BlockButtons id={block.id} label={label} />}
      </div>
      {isSelected && (
        <div className={classes.body}>
          <BlockSettings block={block} path={path} />
        </div>
      )}
      <BlockInside block={block} path={path} label={label} />
    </div>
  )
}

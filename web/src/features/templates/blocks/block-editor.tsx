import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { ActionIcon, Group, Text, VisuallyHidden } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplateContent, TemplateFinding } from '@/api/types'
import { AddBlock } from '@/features/templates/blocks/add-block'
import { BlockIcon } from '@/features/templates/blocks/block-icon'
import { BlockList } from '@/features/templates/blocks/block-list'
import classes from '@/features/templates/blocks/blocks.module.css'
import { BlocksContext } from '@/features/templates/blocks/blocks-context'
import { moved, placeWithout } from '@/features/templates/blocks/places'
import { find, type Place } from '@/features/templates/blocks/tree'
import { summaryOf } from '@/features/templates/blocks/types'
import { useBlocks } from '@/features/templates/blocks/use-blocks'
import '@/strings/en/templates'

interface Props {
  blocks: TemplateContent['blocks']
  findings: readonly TemplateFinding[]
  readOnly: boolean
  onChange: (parts: TemplateContent) => void
}

/** An e-mail's blocks: added, dragged, moved with buttons and keys, changed; each step can be taken back. */
export function BlockEditor({ blocks, findings, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  const { editing, told, undo, redo } = useBlocks(blocks, findings, readOnly, onChange)
  const [dragged, setDragged] = useState<string | null>(null)
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }))
  const block = dragged ? find(editing.blocks, dragged)?.block : undefined
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null)
    const place = over?.data.current?.place as Place | undefined
    if (!place) return
    const id = String(active.id)
    editing.edit((all) => moved(all, id, placeWithout(all, id, place)))
  }
  const onKey = (event: KeyboardEvent) => {
    const typing = (event.target as HTMLElement).closest('input, [contenteditable="true"]')
    if (typing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
    event.preventDefault()
    if (event.shiftKey) redo?.()
    else undo?.()
  }
  return (
    <BlocksContext value={editing}>
      <DndContext
        sensors={sensors}
        collisionDetection={(args) => {
          const within = pointerWithin(args)
          return within.length > 0 ? within : closestCenter(args)
        }}
        onDragStart={({ active }) => setDragged(String(active.id))}
        onDragCancel={() => setDragged(null)}
        onDragEnd={drop}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of all that stands in it */}
        <div onKeyDown={onKey} data-blocks={editing.blocks.length}>
          {!readOnly && (
            <Group justify="space-between" mb="xs">
              <AddBlock place={null} />
              <Group gap={2}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  disabled={!undo}
                  onClick={() => undo?.()}
                  aria-label={t('templates.blocks.undo')}
                >
                  <IconArrowBackUp size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  disabled={!redo}
                  onClick={() => redo?.()}
                  aria-label={t('templates.blocks.redo')}
                >
                  <IconArrowForwardUp size={16} aria-hidden />
                </ActionIcon>
              </Group>
            </Group>
          )}
          <BlockList
            blocks={editing.blocks}
            path="blocks"
            into={null}
            column={0}
            label={t('templates.blocks.all')}
          />
          <VisuallyHidden role="status">{told}</VisuallyHidden>
        </div>
        <DragOverlay dropAnimation={null}>
          {block && (
            <div className={classes.dragged}>
              <BlockIcon type={block.type} />
              <Text size="sm" className={classes.summary}>
                {summaryOf(block)}
              </Text>
            </div>
          )}
        </DragOverlay>
      </DndContext>
    </BlocksContext>
  )
}

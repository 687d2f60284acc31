import { useTranslation } from 'react-i18next'
import { AddBlock } from '@/features/templates/blocks/add-block'
import { BlockList } from '@/features/templates/blocks/block-list'
import classes from '@/features/templates/blocks/blocks.module.css'
import { useBlocksEditing } from '@/features/templates/blocks/blocks-context'
import type { Block } from '@/features/templates/blocks/tree'

/** The blocks within a section or within columns. */
export function BlockInside({ block, path, label }: { block: Block; path: string; label: string }) {
  const { t } = useTranslation()
  const { readOnly } = useBlocksEditing()
  const list = (blocks: Block[], at: string, column: number, name: string) => (
    <>
      <BlockList blocks={blocks} path={at} into={block.id} column={column} label={name} />
      {!readOnly && <AddBlock place={{ into: block.id, column, index: blocks.length }} />}
    </>
  )
  if (block.blocks) {
    return <div className={classes.inside}>{list(block.blocks, `${path}.blocks`, 0, label)}</div>
  }
  if (!block.columns) return null
  return (
    <div className={`${classes.inside} ${classes.columns}`}>
      {block.columns.map((column, index) => (
        <div key={index} className={classes.column}>
          {list(
            column.blocks,
            `${path}.columns[${index}].blocks`,
            index,
            t('templates.blocks.column', { number: index + 1 }),
          )}
        </div>
      ))}
    </div>
  )
}

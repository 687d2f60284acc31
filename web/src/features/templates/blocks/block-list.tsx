import { BlockCard } from '@/features/templates/blocks/block-card'
import classes from '@/features/templates/blocks/blocks.module.css'
import { DropZone } from '@/features/templates/blocks/drop-zone'
import type { Block } from '@/features/templates/blocks/tree'

interface Props {
  blocks: Block[]
  /** The path of the list: "blocks", "blocks[0].columns[1].blocks". */
  path: string
  into: string | null
  column: number
  label: string
}

/** Blocks that stand below each other, with places between them for one that is dragged. */
export function BlockList({ blocks, path, into, column, label }: Props) {
  return (
    <>
      <ul className={classes.list} aria-label={label}>
        {blocks.map((block, index) => (
          <li key={block.id}>
            <DropZone place={{ into, column, index }} />
            <BlockCard block={block} path={`${path}[${index}]`} />
          </li>
        ))}
      </ul>
      <DropZone place={{ into, column, index: blocks.length }} />
    </>
  )
}

import { useDndContext, useDroppable } from '@dnd-kit/core'
import classes from '@/features/templates/blocks/blocks.module.css'
import { useBlocksEditing } from '@/features/templates/blocks/blocks-context'
import { fits } from '@/features/templates/blocks/places'
import { find, type Place } from '@/features/templates/blocks/tree'

/** Where a block that is dragged can be let go. Nothing while none is. */
export function DropZone({ place }: { place: Place }) {
  const { blocks } = useBlocksEditing()
  const { active } = useDndContext()
  const dragged = active ? find(blocks, String(active.id))?.block : undefined
  const into = place.into === null ? null : (find(blocks, place.into)?.block ?? null)
  const within = dragged && place.into !== null && find([dragged], place.into) !== null
  const may = dragged !== undefined && !within && fits(dragged.type, into?.type ?? null)
  const { setNodeRef, isOver } = useDroppable({
    id: `${place.into ?? ''}/${place.column}/${place.index}`,
    disabled: !may,
    data: { place },
  })
  return (
    <div
      ref={setNodeRef}
      className={classes.zone}
      data-open={may}
      data-over={isOver && may}
      data-zone={`${place.into ?? ''}/${place.column}/${place.index}`}
    />
  )
}

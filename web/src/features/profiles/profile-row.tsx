import { FlexRender, type Row } from '@tanstack/react-table'
import { memo } from 'react'
import type { Profile } from '@/api/types'

interface Props {
  row: Row<object, Profile>
  index: number
  /** Whether a column's values stand at its end. */
  isEnd: (column: string) => boolean
}

/** A person's row. It is drawn again when the person or the columns changed, not for each row that scrolls into sight. */
export const ProfileRow = memo(
  function ProfileRow({ row, index, isEnd }: Props) {
    return (
      <tr data-index={index} aria-rowindex={index + 2}>
        {row.getAllCells().map((cell) => (
          <td key={cell.id} data-end={isEnd(cell.column.id)}>
            <FlexRender cell={cell} />
          </td>
        ))}
      </tr>
    )
  },
  (before, now) =>
    before.row.original === now.row.original &&
    before.index === now.index &&
    before.isEnd === now.isEnd,
)

import { useBuilder } from '@/features/segments/builder-context'
import { Comparison } from '@/features/segments/comparison'
import { CountFields } from '@/features/segments/count-fields'
import { MeasurePicker } from '@/features/segments/measure-picker'
import type { Records } from '@/features/segments/tree/tree'
import { measuredType } from '@/features/segments/tree/words'
import { WindowPicker } from '@/features/segments/window-picker'

/** How often somebody did something and when, or how many of something they have. */
export function RecordsFields({ row }: { row: Records }) {
  const { replace } = useBuilder()
  const change = (next: Partial<Records>) => replace(row.key, { ...row, ...next })
  const type = measuredType(row.measure)
  return (
    <>
      {row.of === 'activity' && <MeasurePicker row={row} />}
      {type === 'number' ? (
        <CountFields row={row} onChange={change} />
      ) : (
        <Comparison type={type} row={row} onChange={change} />
      )}
      {row.of === 'activity' && (
        <WindowPicker value={row.within} onChange={(within) => change({ within })} />
      )}
    </>
  )
}

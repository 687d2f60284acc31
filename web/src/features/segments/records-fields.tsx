import { useBuilder } from '@/features/segments/builder-context'
import { CountFields } from '@/features/segments/count-fields'
import { MeasurePicker } from '@/features/segments/measure-picker'
import { OpPicker } from '@/features/segments/op-picker'
import { Operand } from '@/features/segments/operands/operand'
import { carried } from '@/features/segments/tree/operands'
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
        <>
          <OpPicker
            type={type}
            op={row.op}
            onChange={(op) => change({ op, value: carried(row.value, row.op, op) })}
          />
          <Operand
            type={type}
            op={row.op}
            value={row.value}
            onChange={(value) => change({ value })}
          />
        </>
      )}
      {row.of === 'activity' && (
        <WindowPicker value={row.within} onChange={(within) => change({ within })} />
      )}
    </>
  )
}

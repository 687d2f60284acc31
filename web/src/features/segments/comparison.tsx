import type { Place } from '@/features/segments/api/list-values'
import { OpPicker } from '@/features/segments/op-picker'
import { Operand } from '@/features/segments/operands/operand'
import { carried } from '@/features/segments/tree/operands'
import type { WordType } from '@/features/segments/tree/words'

type Compared = { op: string; value: unknown }

interface Props {
  type: WordType
  row: Compared
  onChange: (next: Partial<Compared>) => void
  /** Where the values that people have are found. */
  place?: Place
}

/** An operator and what it compares with; the value goes along where it fits the next operator. */
export function Comparison({ type, row, onChange, place }: Props) {
  return (
    <>
      <OpPicker
        type={type}
        op={row.op}
        onChange={(op) => onChange({ op, value: carried(row.value, row.op, op) })}
      />
      <Operand
        type={type}
        op={row.op}
        value={row.value}
        onChange={(value) => onChange({ value })}
        place={place}
      />
    </>
  )
}

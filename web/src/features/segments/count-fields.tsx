import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from '@/features/segments/builder.module.css'
import { NumberOperand } from '@/features/segments/operands/number-operand'
import { PairOperand } from '@/features/segments/operands/pair-operand'
import { TextsOperand } from '@/features/segments/operands/texts-operand'
import { carried, shapeOf } from '@/features/segments/tree/operands'
import type { Records } from '@/features/segments/tree/tree'
import { kCountOps } from '@/features/segments/tree/words'
import type { segments } from '@/strings/en/segments'

interface Props {
  row: Records
  onChange: (next: Pick<Records, 'op' | 'value'>) => void
}

/** How often, or how many: at least twice, exactly one, never. */
export function CountFields({ row, onChange }: Props) {
  const { t } = useTranslation()
  const counts = row.measure === 'count'
  const isNever = counts && row.op === 'is' && row.value === 0
  const chosen = isNever ? 'never' : row.op
  const offered: string[] = kCountOps.filter((op) => counts || op !== 'never')
  const data = offered.includes(chosen) ? offered : [...offered, chosen]
  const say = (op: string) => {
    if (op === 'never' && row.of === 'have') return t('segments.haveNever')
    return t(`segments.countOp.${op as keyof typeof segments.countOp}`)
  }
  const choose = (op: string | null) => {
    if (!op) return
    if (op === 'never') return onChange({ op: 'is', value: 0 })
    const before = isNever ? 1 : row.value
    onChange({ op, value: carried(before, row.op, op) ?? (shapeOf(op) === 'one' ? 1 : null) })
  }
  const value = {
    value: row.value,
    onChange: (next: unknown) => onChange({ op: row.op, value: next }),
  }
  return (
    <>
      <Select
        w={130}
        aria-label={t('segments.row.operator')}
        allowDeselect={false}
        data={data.map((op) => ({ value: op, label: say(op) }))}
        value={chosen}
        onChange={choose}
      />
      {!isNever && shapeOf(row.op) === 'one' && (
        <NumberOperand {...value} label={t('segments.value.number')} whole min={0} width={64} />
      )}
      {shapeOf(row.op) === 'pair' && <PairOperand {...value} type="number" op={row.op} />}
      {shapeOf(row.op) === 'list' && <TextsOperand {...value} type="number" op={row.op} />}
      {!isNever && counts && row.of === 'activity' && (
        <span className={classes.word}>{t('segments.measure.times')}</span>
      )}
    </>
  )
}

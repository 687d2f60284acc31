import { useTranslation } from 'react-i18next'
import type { Place } from '@/features/segments/api/list-values'
import { AmountOperand } from '@/features/segments/operands/amount-operand'
import { AnniversaryOperand } from '@/features/segments/operands/anniversary-operand'
import { BooleanOperand } from '@/features/segments/operands/boolean-operand'
import { CountryOperand } from '@/features/segments/operands/country-operand'
import { DayOperand } from '@/features/segments/operands/day-operand'
import { DurationOperand } from '@/features/segments/operands/duration-operand'
import { NumberOperand } from '@/features/segments/operands/number-operand'
import { PairOperand } from '@/features/segments/operands/pair-operand'
import { TextOperand } from '@/features/segments/operands/text-operand'
import { TextsOperand } from '@/features/segments/operands/texts-operand'
import { shapeOf } from '@/features/segments/tree/operands'
import type { WordType } from '@/features/segments/tree/words'

export interface OperandProps {
  type: WordType
  op: string
  value: unknown
  onChange: (value: unknown) => void
  /** Where the values that people have are found. */
  place?: Place | undefined
  label?: string | undefined
}

/** The input that an operator and a type ask for. */
export function Operand(props: OperandProps) {
  const { t } = useTranslation()
  const { type, op, value, onChange, place, label = t('segments.value.label') } = props
  switch (shapeOf(op)) {
    case 'none':
      return null
    case 'list':
      return <TextsOperand {...props} />
    case 'pair':
      return <PairOperand {...props} />
    case 'duration':
      return <DurationOperand value={value} onChange={onChange} />
    case 'anniversary':
      return <AnniversaryOperand value={value} onChange={onChange} />
  }
  switch (type) {
    case 'number':
      return <NumberOperand value={value} onChange={onChange} label={label} />
    case 'money':
      return <AmountOperand value={value} onChange={onChange} label={label} />
    case 'date':
      return <DayOperand value={value} onChange={onChange} label={label} />
    case 'boolean':
      return <BooleanOperand value={value} onChange={onChange} label={label} />
    default:
      if (place && 'field' in place && place.field === 'country' && op === 'is')
        return <CountryOperand value={value} onChange={onChange} label={label} />
      return <TextOperand value={value} onChange={onChange} place={place} label={label} />
  }
}

import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useBuilder } from '@/features/segments/builder-context'
import { offeredOps, type WordType } from '@/features/segments/tree/words'
import { segments } from '@/strings/en/segments'

interface Props {
  type: WordType
  op: string
  onChange: (op: string) => void
}

/** How a value is compared, in words that fit its type. */
export function OpPicker({ type, op, onChange }: Props) {
  const { t } = useTranslation()
  const { words } = useBuilder()
  const say = (name: string) => {
    if (type === 'list' && name in segments.listOp)
      return t(`segments.listOp.${name as keyof typeof segments.listOp}`)
    return name in segments.op ? t(`segments.op.${name as keyof typeof segments.op}`) : name
  }
  return (
    <Select
      w={190}
      aria-label={t('segments.row.operator')}
      allowDeselect={false}
      maxDropdownHeight={340}
      data={offeredOps(type, words.operators[type] ?? [], op).map((name) => ({
        value: name,
        label: say(name),
      }))}
      value={op}
      onChange={(next) => next && onChange(next)}
    />
  )
}

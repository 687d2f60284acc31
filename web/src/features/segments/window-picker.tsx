import { Group, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from '@/features/segments/builder.module.css'
import { DurationOperand } from '@/features/segments/operands/duration-operand'
import { PairOperand } from '@/features/segments/operands/pair-operand'

const kWindows = ['ever', 'last', 'rolling', 'between'] as const
type Window = (typeof kWindows)[number]
const kFirst: Record<Window, unknown> = {
  ever: null,
  last: { days: 90 },
  rolling: { from: { days: 60 }, to: { days: 30 } },
  between: { between: [null, null] },
}

interface Props {
  value: unknown
  onChange: (value: unknown) => void
}

/** Within which time an activity counts. */
export function WindowPicker({ value, onChange }: Props) {
  const { t } = useTranslation()
  const given = (value ?? {}) as { between?: unknown; from?: unknown; to?: unknown }
  const window: Window =
    value === null ? 'ever' : 'between' in given ? 'between' : 'from' in given ? 'rolling' : 'last'
  return (
    <>
      <Select
        w={190}
        aria-label={t('segments.within.label')}
        allowDeselect={false}
        data={kWindows.map((one) => ({ value: one, label: t(`segments.within.${one}`) }))}
        value={window}
        onChange={(next) => onChange(kFirst[kWindows.find((one) => one === next) ?? 'ever'])}
      />
      {window === 'last' && <DurationOperand value={value} onChange={onChange} />}
      {window === 'rolling' && (
        <Group gap={6}>
          <DurationOperand
            value={given.from}
            onChange={(from) => onChange({ ...given, from })}
            label={t('segments.within.from')}
          />
          <span className={classes.word}>{t('segments.joinShort.all')}</span>
          <DurationOperand
            value={given.to}
            onChange={(to) => onChange({ ...given, to })}
            label={t('segments.within.to')}
          />
        </Group>
      )}
      {window === 'between' && (
        <PairOperand
          type="date"
          op="between"
          value={given.between}
          onChange={(between) => onChange({ between })}
        />
      )}
    </>
  )
}

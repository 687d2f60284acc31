import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useBuilder } from '@/features/segments/builder-context'
import type { Measure, Records } from '@/features/segments/tree/tree'
import { countable, firstTest, kindOf, measuredType } from '@/features/segments/tree/words'

const kMeasures: readonly Measure[] = ['count', 'sum', 'distinct', 'first', 'last']

/** What of an activity is looked at: how often, a sum, how many different, the first or the last time. */
export function MeasurePicker({ row }: { row: Records }) {
  const { t } = useTranslation()
  const { words, replace } = useBuilder()
  const kind = kindOf(words, row)
  const offered = kMeasures.filter(
    (one) => (one !== 'sum' && one !== 'distinct') || countable(kind, one).length > 0,
  )
  const members = countable(kind, row.measure)
  const needsMember = row.measure === 'sum' || row.measure === 'distinct'
  const choose = (next: string | null) => {
    const measure = kMeasures.find((one) => one === next)
    if (!measure || measure === row.measure) return
    const member = measure === 'sum' || measure === 'distinct' ? countable(kind, measure)[0] : null
    const test = measure === 'count' ? { op: 'gte', value: 1 } : firstTest(measuredType(measure))
    replace(row.key, { ...row, ...test, measure, member: member?.name ?? null })
  }
  return (
    <>
      <Select
        w={170}
        aria-label={t('segments.measure.label')}
        allowDeselect={false}
        data={offered.map((one) => ({ value: one, label: t(`segments.measure.${one}`) }))}
        value={row.measure}
        onChange={choose}
      />
      {needsMember && (
        <Select
          w={130}
          aria-label={t('segments.measure.of')}
          allowDeselect={false}
          data={members.map((one) => ({ value: one.name, label: one.label }))}
          value={row.member}
          onChange={(member) => replace(row.key, { ...row, member })}
        />
      )}
    </>
  )
}

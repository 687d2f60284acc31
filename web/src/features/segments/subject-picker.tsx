import { Select } from '@mantine/core'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useBuilder } from '@/features/segments/builder-context'
import {
  memberSubjects,
  personSubjects,
  subjectOf,
  withSubject,
} from '@/features/segments/subjects'
import type { Row } from '@/features/segments/tree/tree'
import type { Scope } from '@/features/segments/tree/words'

/** What a row asks for: a field, an activity, what somebody has, a segment. */
export function SubjectPicker({ row, scope }: { row: Row; scope: Scope }) {
  const { t } = useTranslation()
  const { words, fields, fresh, replace } = useBuilder()
  const input = useRef<HTMLInputElement>(null)
  const isFresh = fresh === row.key
  useEffect(() => {
    if (isFresh) input.current?.focus()
  }, [isFresh])
  const chosen = subjectOf(row)
  const data = useMemo(() => {
    const offered = scope.of ? memberSubjects(scope) : personSubjects(t, words, fields)
    const all = offered.flatMap((one) => ('items' in one ? one.items : [one]))
    // A field that is gone still stands in its row, by its name.
    const lost = chosen !== null && !all.some((one) => one.value === chosen)
    return lost
      ? [{ value: chosen, label: chosen.slice(chosen.indexOf(':') + 1) }, ...offered]
      : offered
  }, [t, words, fields, scope, chosen])
  return (
    <Select
      ref={input}
      w={230}
      aria-label={t('segments.row.subject')}
      placeholder={t('segments.row.subjectHint')}
      nothingFoundMessage={t('segments.row.subjectNone')}
      searchable
      allowDeselect={false}
      maxDropdownHeight={340}
      data={data}
      value={chosen}
      onChange={(next) => next && replace(row.key, withSubject(row, next, scope))}
    />
  )
}

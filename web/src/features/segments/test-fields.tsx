import type { Place } from '@/features/segments/api/list-values'
import { useBuilder } from '@/features/segments/builder-context'
import { Comparison } from '@/features/segments/comparison'
import type { Test } from '@/features/segments/tree/tree'
import type { Scope } from '@/features/segments/tree/words'

function placeOf(scope: Scope, field: string): Place {
  if (!scope.of) return { field }
  const { of, name } = scope.of
  return of === 'activity' ? { activity: name, member: field } : { object: name, member: field }
}

/** How a field compares, and with what. */
export function TestFields({ row, scope }: { row: Test; scope: Scope }) {
  const { replace } = useBuilder()
  const type = scope.words.find((word) => word.name === row.field)?.type ?? 'text'
  const change = (next: Partial<Test>) => replace(row.key, { ...row, ...next })
  return <Comparison type={type} row={row} onChange={change} place={placeOf(scope, row.field)} />
}

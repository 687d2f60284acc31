import {
  type Branch,
  type Group,
  group,
  type Measure,
  newKey,
  type Records,
} from '@/features/segments/tree/tree'

type Json = Record<string, unknown>
const kMeasures: readonly Measure[] = ['count', 'sum', 'distinct', 'first', 'last']

/** A condition of the API, which has checked it, as the builder edits it. The outermost is always a group. */
export function readCondition(condition: unknown): Group {
  const branch = readBranch(condition)
  return branch.kind === 'group' ? branch : group('all', [branch])
}

function readBranch(value: unknown): Branch {
  const json = (value ?? {}) as Json
  for (const join of ['all', 'any', 'none'] as const) {
    const inner = json[join]
    if (Array.isArray(inner)) return group(join, inner.map(readBranch))
  }
  if (typeof json.segment === 'string')
    return { kind: 'segment', key: newKey(), segment: json.segment }
  if (typeof json.field === 'string') {
    return {
      kind: 'test',
      key: newKey(),
      field: json.field,
      op: String(json.op ?? ''),
      value: json.value ?? null,
    }
  }
  if (typeof json.activity === 'string') return readRecords(json, 'activity', json.activity)
  if (typeof json.have === 'string') return readRecords(json, 'have', json.have)
  return { kind: 'blank', key: newKey() }
}

function readRecords(json: Json, of: Records['of'], name: string): Records {
  const measure = kMeasures.find((one) => one in json) ?? 'count'
  const { of: member, ...comparison } = (json[measure] ?? { gte: 1 }) as Json
  const [op, value] = Object.entries(comparison)[0] ?? ['gte', 1]
  return {
    kind: 'records',
    key: newKey(),
    of,
    name,
    measure,
    member: typeof member === 'string' ? member : null,
    op,
    value: op === 'is_set' || op === 'is_not_set' ? null : value,
    within: json.within ?? null,
    where: json.where ? readCondition(json.where) : null,
    notFollowedBy: typeof json.not_followed_by === 'string' ? json.not_followed_by : null,
  }
}

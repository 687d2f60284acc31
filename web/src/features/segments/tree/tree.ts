/**
 * A condition as the builder edits it: groups of rows, each with a key of its own that lasts as long as the row. Rows may be
 * unfinished. read-condition.ts and write-condition.ts lead from the condition language and back.
 */
export type Join = 'all' | 'any' | 'none'
export const kJoins: readonly Join[] = ['all', 'any', 'none']

export interface Group {
  kind: 'group'
  key: string
  join: Join
  children: Branch[]
}

/** A row of which not even the subject is chosen. */
export interface Blank {
  kind: 'blank'
  key: string
}

/** A field of the person, or within a `where` a member of what it is about. Operands are as the language has them. */
export interface Test {
  kind: 'test'
  key: string
  field: string
  op: string
  value: unknown
}

export type Measure = 'count' | 'sum' | 'distinct' | 'first' | 'last'

/** Activities of one kind, or present objects of one kind: how many there are, or something else about them. */
export interface Records {
  kind: 'records'
  key: string
  of: 'activity' | 'have'
  name: string
  measure: Measure
  /** What is summed, or counted where different. */
  member: string | null
  op: string
  value: unknown
  /** A duration, {"from","to"}, {"between"}, or null for all time. */
  within: unknown
  where: Group | null
  notFollowedBy: string | null
}

export interface Membership {
  kind: 'segment'
  key: string
  segment: string | null
}

export type Row = Blank | Test | Records | Membership
export type Branch = Group | Row

let made = 0
export function newKey(): string {
  made += 1
  return `row-${made}`
}

export const blank = (): Blank => ({ kind: 'blank', key: newKey() })

export const group = (join: Join, children: Branch[]): Group => ({
  kind: 'group',
  key: newKey(),
  join,
  children,
})

/** Records counted at least once, of all time. */
export const records = (of: Records['of'], name: string): Records => ({
  kind: 'records',
  key: newKey(),
  of,
  name,
  measure: 'count',
  member: null,
  op: 'gte',
  value: 1,
  within: null,
  where: null,
  notFollowedBy: null,
})

/** The rows of a branch, those of groups and of `where` too, in their order. */
export function rowsOf(branch: Branch): Row[] {
  if (branch.kind === 'group') return branch.children.flatMap(rowsOf)
  if (branch.kind === 'records' && branch.where) return [branch, ...rowsOf(branch.where)]
  return [branch]
}

import { isFinished, shapeOf } from '@/features/segments/tree/operands'
import type { Branch, Group, Records } from '@/features/segments/tree/tree'

type Json = Record<string, unknown>

export interface Written {
  /** Without what is not finished. */
  condition: Json
  /** Where each row and group stands in it: "condition.all[0]". */
  paths: Map<string, string>
  /** The keys of rows that lack something, in their order. */
  unfinished: string[]
}

export function writeCondition(root: Group): Written {
  const written = { condition: {}, paths: new Map<string, string>(), unfinished: [] as string[] }
  return { ...written, condition: writeGroup(root, 'condition', written) }
}

type Notes = Pick<Written, 'paths' | 'unfinished'>

function writeGroup(group: Group, path: string, notes: Notes): Json {
  notes.paths.set(group.key, path)
  const list: Json[] = []
  for (const child of group.children) {
    const json = writeBranch(child, `${path}.${group.join}[${list.length}]`, notes)
    if (json) list.push(json)
  }
  return { [group.join]: list }
}

function writeBranch(branch: Branch, path: string, notes: Notes): Json | null {
  if (branch.kind === 'group') {
    const before = notes.unfinished.length
    const json = writeGroup(branch, path, notes)
    const isEmpty = Object.values(json).every((list) => Array.isArray(list) && list.length === 0)
    // A group is empty because its rows are not finished, or because it means to be.
    return isEmpty && notes.unfinished.length > before ? null : json
  }
  const before = notes.unfinished.length
  const json = writeRow(branch, path, notes)
  if (json) notes.paths.set(branch.key, path)
  else if (notes.unfinished.length === before) notes.unfinished.push(branch.key)
  return json
}

function writeRow(row: Exclude<Branch, Group>, path: string, notes: Notes): Json | null {
  switch (row.kind) {
    case 'blank':
      return null
    case 'segment':
      return row.segment ? { segment: row.segment } : null
    case 'test': {
      if (!isFinished(row.op, row.value)) return null
      const bare = shapeOf(row.op) === 'none'
      return { field: row.field, op: row.op, ...(bare ? {} : { value: row.value }) }
    }
    case 'records':
      return writeRecords(row, path, notes)
  }
}

function writeRecords(row: Records, path: string, notes: Notes): Json | null {
  const needsMember = row.measure === 'sum' || row.measure === 'distinct'
  const lacks =
    !isFinished(row.op, row.value) ||
    (needsMember && !row.member) ||
    (row.within !== null && !isFinished('is', row.within))
  const { where, whole } = writeWhere(row, path, notes)
  if (lacks || !whole) return null
  const operand = shapeOf(row.op) === 'none' ? true : row.value
  return {
    [row.of]: row.name,
    [row.measure]: { ...(needsMember ? { of: row.member } : {}), [row.op]: operand },
    ...(row.within === null ? {} : { within: row.within }),
    ...(where ? { where } : {}),
    ...(row.notFollowedBy ? { not_followed_by: row.notFollowedBy } : {}),
  }
}

/** A `where` with a row that is not finished would mean more people than it says: then nothing of it is asked. */
function writeWhere(row: Records, path: string, notes: Notes) {
  if (!row.where) return { where: null, whole: true }
  const before = notes.unfinished.length
  const [only] = row.where.children
  const alone = row.where.children.length === 1 && row.where.join === 'all' && only
  notes.paths.set(row.where.key, `${path}.where`)
  const where = alone
    ? writeBranch(only, `${path}.where`, notes)
    : writeGroup(row.where, `${path}.where`, notes)
  return { where, whole: notes.unfinished.length === before }
}

/** The key of the row or group that a refusal's `param` names: the one that stands deepest on its way. */
export function keyOfParam(written: Written, param: string | undefined): string | undefined {
  let found: { key: string; path: string } | undefined
  for (const [key, path] of written.paths) {
    const meant = param === path || param?.startsWith(`${path}.`) || param?.startsWith(`${path}[`)
    if (meant && path.length >= (found?.path.length ?? 0)) found = { key, path }
  }
  return found?.key
}

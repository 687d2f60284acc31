import { type Branch, type Group, group, newKey } from '@/features/segments/tree/tree'

/** The branch with `key`, changed; the rest is the same object as before. */
export function replaced(root: Group, key: string, change: (branch: Branch) => Branch[]): Group {
  if (root.key === key) {
    const [next] = change(root)
    return next?.kind === 'group' ? next : root
  }
  let same = true
  const children = root.children.flatMap((child) => {
    const next = changed(child, key, change)
    if (next.length !== 1 || next[0] !== child) same = false
    return next
  })
  return same ? root : { ...root, children }
}

function changed(branch: Branch, key: string, change: (branch: Branch) => Branch[]): Branch[] {
  if (branch.key === key) return change(branch)
  if (branch.kind === 'group') return [replaced(branch, key, change)]
  if (branch.kind !== 'records' || !branch.where) return [branch]
  if (branch.where.key === key) {
    const next = change(branch.where)
    const kept = next.length === 0 ? null : branch.where
    return [{ ...branch, where: next[0]?.kind === 'group' ? next[0] : kept }]
  }
  const where = replaced(branch.where, key, change)
  return where === branch.where ? [branch] : [{ ...branch, where }]
}

/** Without the branch. A group within that has none left goes too. */
export function removed(root: Group, key: string): Group {
  return pruned(
    replaced(root, key, () => []),
    root,
  )
}

function pruned(after: Group, before: Group): Group {
  const old = new Map(before.children.map((child) => [child.key, child]))
  const children = after.children.flatMap((child) => {
    const was = old.get(child.key)
    if (was === child || was === undefined) return [child]
    if (child.kind === 'group' && was.kind === 'group') {
      const inner = pruned(child, was)
      return inner.children.length === 0 && was.children.length > 0 ? [] : [inner]
    }
    if (child.kind === 'records' && child.where && was.kind === 'records' && was.where) {
      const where = pruned(child.where, was.where)
      return [{ ...child, where: where.children.length === 0 ? null : where }]
    }
    return [child]
  })
  return { ...after, children }
}

export function appended(root: Group, key: string, branch: Branch): Group {
  return replaced(root, key, (at) =>
    at.kind === 'group' ? [{ ...at, children: [...at.children, branch] }] : [at],
  )
}

/** The same branch with keys of its own. */
export function copied<T extends Branch>(branch: T): T {
  const key = newKey()
  if (branch.kind === 'group') return { ...branch, key, children: branch.children.map(copied) }
  if (branch.kind === 'records')
    return { ...branch, key, where: branch.where ? copied(branch.where) : null }
  return { ...branch, key }
}

export function duplicated(root: Group, key: string): Group {
  return replaced(root, key, (branch) => [branch, copied(branch)])
}

/** A row becomes a group of its own, so that others can join it; a group within another is dissolved into it. */
export function grouped(root: Group, key: string): Group {
  return replaced(root, key, (branch) => [group('any', [branch])])
}

export function dissolved(root: Group, key: string): Group {
  return replaced(root, key, (branch) => (branch.kind === 'group' ? branch.children : [branch]))
}

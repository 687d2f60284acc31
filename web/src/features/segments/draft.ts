import { copied } from '@/features/segments/tree/edit-tree'
import { type Group, group } from '@/features/segments/tree/tree'

/** A segment that is being written. */
export interface Draft {
  name: string
  root: Group
}

export const emptyDraft = (): Draft => ({ name: '', root: group('all', []) })

export const isEmpty = ({ name, root }: Draft) => name === '' && root.children.length === 0

/** Kept as long as the window is open, so that a reload, or a way elsewhere and back, loses nothing. */
const keyOf = (id: string) => `daybook.segment.${id}`

export function keptDraft(id: string): Draft | null {
  try {
    const text = sessionStorage.getItem(keyOf(id))
    if (!text) return null
    const { name, root } = JSON.parse(text) as Draft
    return { name, root: copied(root) }
  } catch {
    return null
  }
}

export function keepDraft(id: string, draft: Draft | null) {
  try {
    if (draft) sessionStorage.setItem(keyOf(id), JSON.stringify(draft))
    else sessionStorage.removeItem(keyOf(id))
  } catch {
    // A browser without room for it: the draft lives as long as the page.
  }
}

import { useCallback, useEffect, useState } from 'react'
import { type Draft, emptyDraft, isEmpty, keepDraft, keptDraft } from '@/features/segments/draft'
import type { Group } from '@/features/segments/tree/tree'

/**
 * What is being written under `id`: what was left here before, else `initial`. It outlives the page until `forget`.
 */
export function useDraft(id: string, initial: Draft | null) {
  const [found] = useState(() => keptDraft(id))
  const [draft, setDraft] = useState<Draft>(() => found ?? initial ?? emptyDraft())
  const [fresh, setFresh] = useState<string | null>(null)
  const [touched, setTouched] = useState(found !== null)

  useEffect(() => {
    if (touched) keepDraft(id, isEmpty(draft) ? null : draft)
  }, [id, draft, touched])

  const edit = useCallback((change: (root: Group) => Group, key?: string) => {
    setTouched(true)
    setDraft((before) => ({ ...before, root: change(before.root) }))
    if (key !== undefined) setFresh(key)
  }, [])
  const rename = useCallback((name: string) => {
    setTouched(true)
    setDraft((before) => ({ ...before, name }))
  }, [])
  const forget = useCallback(() => {
    setTouched(false)
    keepDraft(id, null)
  }, [id])
  const restart = () => {
    forget()
    setDraft(initial ?? emptyDraft())
  }
  return { draft, fresh, edit, rename, forget, restart, restored: found !== null && touched }
}

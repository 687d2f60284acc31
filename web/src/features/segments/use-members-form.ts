import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Segment, SegmentImport } from '@/api/types'
import { changeMembers } from '@/features/segments/api/change-members'
import { importMembers } from '@/features/segments/api/import-members'
import { useAct } from '@/shared/data/use-act'
import { useSay } from '@/shared/ui/use-say'

/** One a line, or with commas between. */
export const namesIn = (text: string): string[] =>
  text
    .split(/[\n,;]/)
    .map((name) => name.trim())
    .filter(Boolean)

/** What is typed and chosen to change the members of a static segment, and the acts. What was not found stays shown. */
export function useMembersForm(segment: Segment, onDone: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { say } = useSay()
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [unfound, setUnfound] = useState<Pick<SegmentImport, 'unknown' | 'unknown_count'>>()
  const names = namesIn(text)
  const why = reason.trim() || null
  const done = async () => {
    setText('')
    setReason('')
    setFile(null)
    setUnfound(undefined)
    await queries.invalidateQueries({ queryKey: ['segments'] })
  }
  const change = useAct({
    mutationFn: (what: 'add' | 'remove') =>
      changeMembers(segment.id, { [what]: names, reason: why }),
    onSuccess: async ({ added, removed }) => {
      await done()
      say(t('segments.fixed.changed', { added, removed }))
      onDone()
    },
  })
  const read = useAct({
    mutationFn: async (from: File) => importMembers(segment.id, await from.text(), why),
    onSuccess: async (result) => {
      await done()
      say(t('segments.fixed.changed', { added: result.added, removed: 0 }))
      setUnfound(result)
      if (result.unknown_count === 0) onDone()
    },
  })
  return {
    text,
    setText,
    reason,
    setReason,
    file,
    setFile,
    unknown: unfound?.unknown ?? [],
    unknownCount: unfound?.unknown_count ?? 0,
    hasNames: names.length > 0,
    error: change.error ?? read.error,
    busy: read.isPending ? ('add' as const) : change.isPending ? change.variables : null,
    add: () => (file ? read.mutate(file) : change.mutate('add')),
    remove: () => change.mutate('remove'),
  }
}

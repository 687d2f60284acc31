import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Segment, SegmentPatch } from '@/api/types'
import { segmentQuery } from '@/features/segments/api/get-segment'
import { patchSegment } from '@/features/segments/api/patch-segment'
import { useAct } from '@/shared/data/use-act'
import { useSay } from '@/shared/ui/use-say'

/**
 * Saves the condition and the name of a segment, which can be taken back. `opened`: the segment as it was when the change
 * began; a change by somebody else since then is refused (`isMeanwhile`), not lost.
 */
export function useSaveChange(opened: Segment, onSaved: () => Promise<void>) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { sayProblem, sayWithUndo } = useSay()
  const changed = () => queries.invalidateQueries({ queryKey: ['segments'] })
  const lookAgain = () => queries.fetchQuery({ ...segmentQuery(opened.id), staleTime: 0 })
  const save = useAct({
    mutationFn: (body: SegmentPatch) => patchSegment(opened.id, body),
    onSuccess: async ({ name }) => {
      const before = { name: opened.name, condition: opened.condition ?? undefined }
      await changed()
      await onSaved()
      sayWithUndo(t('segments.builder.saved', { name }), () =>
        patchSegment(opened.id, before).then(changed),
      )
    },
  })
  const mine = save.variables
  return {
    save,
    isMeanwhile: save.error !== null && asProblem(save.error).code === 'changed_meanwhile',
    saveMine: () =>
      lookAgain().then(({ version }) => save.mutate({ ...mine, version }), sayProblem),
    /** Calls `then` once the segment is known as it is now. */
    takeTheirs: (then: () => void) => lookAgain().then(then, sayProblem),
  }
}

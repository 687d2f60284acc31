import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Segment } from '@/api/types'
import { patchSegment } from '@/features/segments/api/patch-segment'
import { useAct } from '@/shared/data/use-act'
import { useSay } from '@/shared/ui/use-say'

/** Stars a segment, or puts it away; both can be taken back. */
export function useMark(segment: Segment) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { sayProblem, sayWithUndo } = useSay()
  const changed = () => queries.invalidateQueries({ queryKey: ['segments'] })
  return useAct({
    mutationFn: (mark: { starred?: boolean; archived?: boolean }) => patchSegment(segment.id, mark),
    onSuccess: async (_, mark) => {
      await changed()
      if (mark.archived === undefined) return
      const { name } = segment
      sayWithUndo(
        t(mark.archived ? 'segments.page.archived' : 'segments.page.unarchived', { name }),
        () => patchSegment(segment.id, { archived: !mark.archived }).then(changed),
      )
    },
    onError: sayProblem,
  })
}

import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Template } from '@/api/types'
import { revisionsQuery } from '@/features/templates/api/list-revisions'
import { restoreTemplate } from '@/features/templates/api/restore-template'
import { RevisionRow } from '@/features/templates/revision-row'
import type { useTemplateDraft } from '@/features/templates/use-template-draft'
import { useAct } from '@/shared/data/use-act'
import { QueryView } from '@/shared/ui/query-view'
import { useSay } from '@/shared/ui/use-say'

interface Props {
  template: Template
  draft: ReturnType<typeof useTemplateDraft>
  opened: boolean
  onClose: () => void
}

/** What the template was; an old one becomes the draft again, and the one before it stays a revision. */
export function Revisions({ template, draft: { saver, replaceBy }, opened, onClose }: Props) {
  const { t } = useTranslation()
  const { sayProblem, sayWithUndo } = useSay()
  const { id, revision } = template
  const query = useQuery({ ...revisionsQuery(id, revision), enabled: opened })
  const call = async (wanted: number) => {
    await saver.flush()
    const restored = await restoreTemplate(id, wanted, saver.version)
    replaceBy(restored)
    return restored
  }
  const restore = useAct({
    mutationFn: call,
    onSuccess: (_restored, wanted) => {
      onClose()
      sayWithUndo(t('templates.revisions.restored', { revision: wanted }), () => call(revision))
    },
    onError: sayProblem,
  })
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      title={t('templates.revisions.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <QueryView query={query}>
        {(all) => (
          <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {all.map((one) => (
              <RevisionRow
                key={one.revision}
                one={one}
                isDraft={one.revision === revision}
                busy={restore.isPending}
                onRestore={() => restore.mutate(one.revision)}
              />
            ))}
          </ul>
        )}
      </QueryView>
    </Drawer>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Template } from '@/api/types'
import { createTemplate } from '@/features/templates/api/create-template'
import { deleteTemplate } from '@/features/templates/api/delete-template'
import { getTemplate, templateQuery } from '@/features/templates/api/get-template'
import { templatesQuery } from '@/features/templates/api/list-templates'
import { patchTemplate } from '@/features/templates/api/patch-template'
import { withoutEmpty } from '@/features/templates/content'
import { freeName, keep, makeAgain } from '@/features/templates/make-again'
import { useAct } from '@/shared/data/use-act'
import { useSay } from '@/shared/ui/use-say'

/** What can be done with a whole template, from the list and from its page. */
export function useTemplateActs() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { say, sayProblem, sayWithUndo } = useSay()
  // A list that no screen shows now is read again too: it would first be shown as it was.
  const changed = () =>
    queries.invalidateQueries({ queryKey: ['templates', 'list'], refetchType: 'all' })

  const duplicate = useAct({
    mutationFn: async ({ id }: Template) => {
      const [all, { name, kind, content }] = await Promise.all([
        queries.fetchQuery(templatesQuery),
        getTemplate(id),
      ])
      return createTemplate({
        name: freeName({ name, kind }, all),
        kind,
        content: withoutEmpty(content ?? {}),
      })
    },
    onSuccess: async (made) => {
      await changed()
      say(t('templates.duplicated', { name: made.name }))
      await navigate({ to: '/templates/$id', params: { id: made.id } })
    },
    onError: sayProblem,
  })

  const remove = useAct({
    mutationFn: async ({ id }: Template) => {
      const kept = await keep(id)
      await deleteTemplate(id)
      return kept
    },
    onSuccess: async (kept) => {
      const { id, name } = kept.template
      await changed()
      await navigate({ to: '/templates' })
      queries.removeQueries({ queryKey: ['templates', 'one', id] })
      sayWithUndo(t('templates.removed', { name }), () => makeAgain(kept).then(changed))
    },
    onError: sayProblem,
  })

  const putAway = async (id: string, archived: boolean) => {
    const template = await patchTemplate(id, { archived })
    queries.setQueryData(templateQuery(id).queryKey, template)
    await changed()
    return template
  }
  const archive = useAct({
    mutationFn: ({ id }: Template) => putAway(id, true),
    onSuccess: ({ id, name }) =>
      sayWithUndo(t('templates.archive.done', { name }), () => putAway(id, false)),
    onError: sayProblem,
  })
  const takeBack = useAct({
    mutationFn: ({ id }: Template) => putAway(id, false),
    onSuccess: ({ name }) => say(t('templates.archive.back', { name })),
    onError: sayProblem,
  })
  return { duplicate, remove, archive, takeBack }
}

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { Template, TemplateContent } from '@/api/types'
import { getTemplate } from '@/features/templates/api/get-template'
import { patchTemplate } from '@/features/templates/api/patch-template'
import { DraftSaver, type Saving } from '@/features/templates/draft-saver'
import { keepDraft, keptDraft } from '@/features/templates/kept-draft'

/** A template's draft as it is typed; it saves itself. `begun` is what the page opened with. */
export function useTemplateDraft(begun: Template) {
  const { id } = begun
  const queries = useQueryClient()
  const [left] = useState(() => keptDraft(id))
  const [content, setContent] = useState<TemplateContent>(() => ({ ...begun.content, ...left }))
  const [saving, setSaving] = useState<Saving>({ state: 'saved' })
  const note = useCallback(
    (template: Template) => {
      queries.setQueryData(['templates', 'one', id], template)
      void queries.invalidateQueries({ queryKey: ['templates', 'list'] })
    },
    [queries, id],
  )
  const [saver] = useState(
    () =>
      new DraftSaver(
        (parts, version) =>
          patchTemplate(id, { content: parts, ...(version === undefined ? {} : { version }) }),
        begun.version,
        (state, template) => {
          setSaving(state)
          if (template) note(template)
        },
        (pending) => keepDraft(id, pending),
      ),
  )
  useEffect(() => {
    saver.open()
    if (left) saver.note(left)
    return () => saver.close()
  }, [saver, left])

  const change = useCallback(
    (parts: TemplateContent) => {
      setContent((before) => ({ ...before, ...parts }))
      saver.note(parts)
    },
    [saver],
  )
  /** The template after an act of ours: its draft is what is shown. */
  const replaceBy = useCallback(
    (template: Template) => {
      note(template)
      setContent({ ...template.content })
      saver.drop(template.version)
    },
    [note, saver],
  )
  const takeTheirs = async () => replaceBy(await getTemplate(id))
  return { content, change, saving, saver, note, replaceBy, takeTheirs }
}

import type { EditorView } from '@codemirror/view'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, TemplateFinding, TemplateValues, TemplateWords } from '@/api/types'
import { type Offers, offersAt } from '@/features/templates/code/complete'
import type { Editors } from '@/features/templates/code/editors-context'
import { percentOf } from '@/features/templates/lacking'
import { namesOf } from '@/features/templates/words'

/** What the code views of one page share, and the names that they and the menu offer. */
export function useEditorsValue(
  words: TemplateWords | undefined,
  fields: readonly Field[] | undefined,
  values: TemplateValues | undefined,
  findings: readonly TemplateFinding[],
  readOnly: boolean,
) {
  const views = useRef(new Map<string, EditorView>())
  const inserts = useRef(new Map<string, (text: string) => void>())
  const last = useRef<{ part: string | null }>({ part: null })
  const { t } = useTranslation()
  const names = useMemo(
    () => (words ? namesOf(words, fields ?? [], values) : []),
    [words, fields, values],
  )
  const editors = useMemo<Editors>(
    () => ({
      views: views.current,
      inserts: inserts.current,
      last: last.current,
      offers: (before): Offers | null =>
        words
          ? offersAt(before, words, names, (part) =>
              t('templates.values.lack', { share: percentOf(part) }),
            )
          : null,
      names,
      findings,
      readOnly,
    }),
    [words, names, findings, readOnly, t],
  )
  return { editors, names }
}

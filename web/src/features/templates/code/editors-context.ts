import type { EditorView } from '@codemirror/view'
import { createContext, useContext } from 'react'
import type { TemplateFinding } from '@/api/types'
import type { Offers } from '@/features/templates/code/complete'

/** What the code views of a page share. */
export interface Editors {
  /** Open views by their part. */
  views: Map<string, EditorView>
  /** The part that had the focus last. */
  last: { part: string | null }
  offers: (before: string) => Offers | null
  findings: readonly TemplateFinding[]
  readOnly: boolean
}

export const EditorsContext = createContext<Editors | null>(null)

export function useEditors(): Editors {
  const editors = useContext(EditorsContext)
  if (!editors) throw new Error('a code view stands outside of a template')
  return editors
}

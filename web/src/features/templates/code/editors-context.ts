import type { EditorView } from '@codemirror/view'
import { createContext, useContext } from 'react'
import type { TemplateFinding } from '@/api/types'
import type { Offers } from '@/features/templates/code/complete'
import type { Name } from '@/features/templates/words'

/** What the code views of a page share. */
export interface Editors {
  /** Open views by their part. */
  views: Map<string, EditorView>
  /** Writes words where the cursor stands, by part: of code views and of others. */
  inserts: Map<string, (text: string) => void>
  /** The part that had the focus last. */
  last: { part: string | null }
  offers: (before: string) => Offers | null
  names: readonly Name[]
  findings: readonly TemplateFinding[]
  readOnly: boolean
}

export const EditorsContext = createContext<Editors | null>(null)

export function useEditors(): Editors {
  const editors = useContext(EditorsContext)
  if (!editors) throw new Error('a code view stands outside of a template')
  return editors
}

import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { Annotation } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { TemplateFinding } from '@/api/types'
import { rangeOf, remedyOf } from '@/features/templates/code/place'

/** A change that somebody else made: it is not told back. */
export const fromOutside = Annotation.define<boolean>()

/** The whole text as somebody else wrote it. */
export function setText(view: EditorView, text: string) {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    annotations: fromOutside.of(true),
  })
}

/** Underlines what is wrong; each mark tells its sentence, and offers what could stand there instead. */
export function showFindings(
  view: EditorView,
  findings: readonly TemplateFinding[],
  fix: (insert: string) => string,
) {
  const text = view.state.doc.toString()
  const marks = findings.flatMap((finding): Diagnostic[] => {
    const range = rangeOf(text, finding)
    if (!range) return []
    const remedy = remedyOf(text, finding)
    return [
      {
        from: range[0],
        to: range[1],
        severity: finding.severity,
        message: finding.message,
        actions: remedy ? [{ name: fix(remedy.insert), apply: () => replace(view, remedy) }] : [],
      },
    ]
  })
  view.dispatch(setDiagnostics(view.state, marks))
}

/** Puts words in place of others, with the cursor behind them. */
export function replace(
  view: EditorView,
  { from, to, insert }: { from: number; to: number; insert: string },
) {
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    scrollIntoView: true,
    userEvent: 'input',
  })
  view.focus()
}

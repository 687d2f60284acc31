import {
  autocompletion,
  type CompletionContext,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { closePercentBrace, liquid, liquidLanguage } from '@codemirror/lang-liquid'
import { bracketMatching, indentOnInput, LanguageSupport } from '@codemirror/language'
import { type Diagnostic, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { TemplateFinding } from '@/api/types'
import type { Offers } from '@/features/templates/code/complete'
import { theme } from '@/features/templates/code/editor-theme'
import { rangeOf, remedyOf } from '@/features/templates/code/place'
import type { PartForm } from '@/features/templates/content'

export interface EditorOptions {
  form: PartForm['form']
  text: string
  label: string
  describedBy: string
  readOnly: boolean
  onChange: (text: string) => void
  onFocus: () => void
  /** What could be written behind these words. */
  offers: (before: string) => Offers | null
}

function complete(offers: EditorOptions['offers']) {
  return ({ state, pos }: CompletionContext) => {
    const found = offers(state.sliceDoc(0, pos))
    if (!found) return null
    return { from: found.from, options: found.offers, validFor: /^[\w.]*$/ }
  }
}

/** A line has no line breaks: pasted ones become spaces, and Enter is left to the page. */
const oneLine: Extension = [
  EditorState.transactionFilter.of((tr) => {
    if (!tr.docChanged || tr.newDoc.lines === 1) return tr
    const text = tr.newDoc.toString().replaceAll(/\s*\n\s*/g, ' ')
    return [
      {
        changes: { from: 0, to: tr.startState.doc.length, insert: text },
        selection: { anchor: text.length },
      },
    ]
  }),
]

const many: Extension = [lineNumbers(), highlightActiveLine(), indentOnInput()]

function languageOf(form: PartForm['form']): Extension {
  if (form === 'html') return liquid()
  return [new LanguageSupport(liquidLanguage), closePercentBrace]
}

export function openEditor(parent: HTMLElement, options: EditorOptions): EditorView {
  const { form, onChange, onFocus } = options
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        EditorView.lineWrapping,
        form === 'line' ? oneLine : many,
        languageOf(form),
        autocompletion({ override: [complete(options.offers)], icons: false }),
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...lintKeymap,
        ]),
        EditorState.readOnly.of(options.readOnly),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          'aria-describedby': options.describedBy,
          'aria-multiline': String(form !== 'line'),
          spellcheck: 'true',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString())
          if (update.focusChanged && update.view.hasFocus) onFocus()
        }),
        theme,
      ],
    }),
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

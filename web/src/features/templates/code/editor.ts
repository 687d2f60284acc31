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
import { lintKeymap } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { Offers } from '@/features/templates/code/complete'
import { theme } from '@/features/templates/code/editor-theme'
import { fromOutside } from '@/features/templates/code/edits'
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

/** `lead`: what stands before the words where they will be used. */
function complete(offers: EditorOptions['offers'], lead: string) {
  return ({ state, pos }: CompletionContext) => {
    const found = offers(lead + state.sliceDoc(0, pos))
    if (!found) return null
    return { from: found.from - lead.length, options: found.offers, validFor: /^[\w.]*$/ }
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
  if (form === 'condition') return []
  return [new LanguageSupport(liquidLanguage), closePercentBrace]
}

export function openEditor(parent: HTMLElement, options: EditorOptions): EditorView {
  const { form, onChange, onFocus } = options
  const isLine = form === 'line' || form === 'condition'
  const lead = form === 'condition' ? '{% if ' : ''
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
        isLine ? oneLine : many,
        languageOf(form),
        autocompletion({ override: [complete(options.offers, lead)], icons: false }),
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
          'aria-multiline': String(!isLine),
          spellcheck: 'true',
        }),
        EditorView.updateListener.of((update) => {
          const told = update.transactions.every((tr) => tr.annotation(fromOutside) !== true)
          if (update.docChanged && told) onChange(update.state.doc.toString())
          if (update.focusChanged && update.view.hasFocus) onFocus()
        }),
        theme,
      ],
    }),
  })
}

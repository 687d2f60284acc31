import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

// Colours are the application's own, by day and by night: nothing changes when the theme does.
const frame = EditorView.theme({
  '&': {
    fontSize: '13px',
    color: 'var(--mantine-color-text)',
    backgroundColor: 'var(--daybook-surface)',
    border: '1px solid var(--daybook-line)',
    borderRadius: '8px',
  },
  '&.cm-focused': {
    outline: '2px solid var(--mantine-primary-color-filled)',
    outlineOffset: '-1px',
  },
  '.cm-content': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    padding: '8px 0',
    caretColor: 'var(--mantine-color-text)',
  },
  '.cm-line': { padding: '0 10px' },
  '.cm-scroller': { borderRadius: '8px' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--daybook-sunken)',
    color: 'var(--mantine-color-dimmed)',
    borderInlineEnd: '1px solid var(--daybook-line)',
  },
  '&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter': {
    backgroundColor: 'light-dark(#0d6e5c10, #74ccb412)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    {
      backgroundColor: 'light-dark(#a6dfcf, #0b5a4c)',
    },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'light-dark(#d3efe6, #0b5a4c)' },
  '.cm-lintRange-error, .cm-lintRange-warning': { backgroundImage: 'none' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy light-dark(#ba2d27, #f6b5af)' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy light-dark(#935b00, #ffca57)' },
  '.cm-tooltip': {
    color: 'var(--mantine-color-text)',
    backgroundColor: 'var(--mantine-color-body)',
    border: '1px solid var(--daybook-line)',
    borderRadius: '8px',
    boxShadow: 'var(--mantine-shadow-md)',
    maxWidth: 'min(480px, 90vw)',
  },
  '.cm-diagnostic': { padding: '6px 10px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mantine-font-family)',
    maxHeight: '260px',
  },
  '.cm-tooltip-autocomplete ul li': { padding: '4px 10px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    color: 'var(--mantine-color-text)',
    backgroundColor: 'light-dark(#d3efe6, #0b5a4c)',
  },
  '.cm-completionDetail': {
    color: 'var(--mantine-color-dimmed)',
    fontStyle: 'normal',
    marginInlineStart: '12px',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail': { color: 'inherit' },
  '.cm-completionInfo': { padding: '6px 10px' },
})

const colours = HighlightStyle.define([
  {
    tag: [
      tags.keyword,
      tags.controlKeyword,
      tags.moduleKeyword,
      tags.definitionKeyword,
      tags.operatorKeyword,
    ],
    color: 'light-dark(#5e3493, #d2bdea)',
  },
  { tag: [tags.variableName, tags.propertyName], color: 'light-dark(#0b5a4c, #a6dfcf)' },
  { tag: tags.function(tags.variableName), color: 'light-dark(#774900, #ffdd8f)' },
  { tag: [tags.string, tags.attributeValue], color: 'light-dark(#235719, #b3dea9)' },
  { tag: [tags.number, tags.bool, tags.atom], color: 'light-dark(#851b19, #f6b5af)' },
  {
    tag: [tags.brace, tags.bracket, tags.punctuation, tags.angleBracket],
    color: 'var(--mantine-color-dimmed)',
  },
  { tag: [tags.tagName, tags.attributeName], color: 'light-dark(#1c4f8a, #9cc7f5)' },
  { tag: tags.comment, color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
])

export const theme = [frame, syntaxHighlighting(colours)]

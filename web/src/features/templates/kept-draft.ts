import type { TemplateContent } from '@/api/types'

/** What is not saved yet, kept as long as the window is open: a reload loses nothing. */
const keyOf = (id: string) => `daybook.template.${id}`

export function keptDraft(id: string): TemplateContent | null {
  try {
    const text = sessionStorage.getItem(keyOf(id))
    return text ? (JSON.parse(text) as TemplateContent) : null
  } catch {
    return null
  }
}

export function keepDraft(id: string, content: TemplateContent | null) {
  try {
    if (content) sessionStorage.setItem(keyOf(id), JSON.stringify(content))
    else sessionStorage.removeItem(keyOf(id))
  } catch {
    // A browser without room for it: what is typed lives as long as the page.
  }
}

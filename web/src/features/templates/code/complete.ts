import type { TemplateWords } from '@/api/types'
import { membersOf, type Name } from '@/features/templates/words'

export interface Offer {
  label: string
  detail?: string
  info?: string
  type: 'variable' | 'property' | 'function' | 'keyword'
}

export interface Offers {
  /** Where what is typed begins. */
  from: number
  offers: Offer[]
}

/** What stands before the cursor within {{ … }} or {% … %}; null elsewhere, where words are words. */
export function placeOf(before: string): { what: 'name' | 'filter' | 'tag'; typed: string } | null {
  const open = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'))
  if (open < 0) return null
  const inside = before.slice(open + 2)
  if (/[%}]\}/.test(inside) || /^[^"']*(["'])(?:(?!\1).)*$/.test(withoutTexts(inside))) return null
  const typed = inside.match(/[\w.]*$/)?.[0] ?? ''
  const lead = inside.slice(0, inside.length - typed.length)
  if (/\|\s*$/.test(lead)) return { what: 'filter', typed }
  if (before[open + 1] === '%' && /^-?\s*$/.test(lead)) return { what: 'tag', typed }
  return /^\d|^\./.test(typed) ? null : { what: 'name', typed }
}

const withoutTexts = (inside: string) => inside.replaceAll(/"[^"]*"|'[^']*'/g, '')

/** The lists that loops before the cursor go through: their variable → the list. */
function loopsOf(before: string): Map<string, string> {
  const loops = new Map<string, string>()
  for (const [, name, list] of before.matchAll(/\{%-?\s*for\s+(\w+)\s+in\s+([\w.]+)/g)) {
    if (name && list) loops.set(name, list)
  }
  return loops
}

/** How a share of people without a value is told. */
type Tell = (part: number) => string

const detailOf = (label: string, example: string | null, lacking: number | null, tell: Tell) => ({
  detail: lacking ? `${label} · ${tell(lacking)}` : label,
  ...(example ? { info: example } : {}),
})

/** What could be written at the end of `before`. */
export function offersAt(
  before: string,
  words: TemplateWords,
  names: readonly Name[],
  tell: Tell,
): Offers | null {
  const place = placeOf(before)
  if (!place) return null
  const { what, typed } = place
  if (what !== 'name') {
    const all = what === 'filter' ? words.filters : words.tags
    const type = what === 'filter' ? 'function' : 'keyword'
    return { from: before.length - typed.length, offers: all.map((label) => ({ label, type })) }
  }
  const dot = typed.lastIndexOf('.')
  const loops = loopsOf(before)
  if (dot < 0) {
    const variables = [...loops].map(([label, list]) => ({
      label,
      detail: list,
      type: 'variable' as const,
    }))
    const all = names.map(({ path, label, example, lacking }) => ({
      label: path,
      ...detailOf(label, example, lacking, tell),
      type: 'variable' as const,
    }))
    return { from: before.length - typed.length, offers: [...variables, ...all] }
  }
  const path = typed.slice(0, dot)
  const labels = new Map(names.map((name) => [name.path, name]))
  const offers = membersOf(words, path.split('.'), loops).map(({ name, shape, example }) => {
    const known = labels.get(`${path}.${name}`)
    const detail = detailOf(known?.label ?? shape, example, known?.lacking ?? null, tell)
    return { label: name, ...detail, type: 'property' as const }
  })
  return offers.length > 0 ? { from: before.length - typed.length + dot + 1, offers } : null
}

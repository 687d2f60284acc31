import type { TemplateFinding } from '@/api/types'

/** From where to where a finding is about, as offsets into the text; null where it has no place. */
export function rangeOf(
  text: string,
  { line, column, code, message }: TemplateFinding,
): [number, number] | null {
  if (line === null) return null
  const lines = text.split('\n')
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  const own = lines[line - 1]
  if (own === undefined) return null
  // Columns count characters, offsets UTF-16 units.
  const lead = [...own].slice(0, (column ?? 1) - 1).join('').length
  const from = before + lead
  const rest = text.slice(from)
  const written = code === 'foreign_language' ? message.split(' is written as in ')[0] : undefined
  const length =
    written && rest.startsWith(written) ? written.length : (rest.match(/^[\w.-]+/)?.[0].length ?? 1)
  return [from, Math.min(text.length, from + Math.max(1, length))]
}

const kReplacing: readonly TemplateFinding['code'][] = [
  'unknown_name',
  'unknown_filter',
  'unknown_tag',
  'unknown_snippet',
  'missing_fallback',
  'foreign_language',
]

/** What may be put in place of a finding's words with one click. */
export function remedyOf(
  text: string,
  finding: TemplateFinding,
): { from: number; to: number; insert: string } | null {
  const range = rangeOf(text, finding)
  if (!range || !finding.suggestion || !kReplacing.includes(finding.code)) return null
  if (finding.code === 'foreign_language' && range[1] - range[0] < 2) return null
  return { from: range[0], to: range[1], insert: finding.suggestion }
}

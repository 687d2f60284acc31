import type { Name } from '@/features/templates/words'

export const kOps = ['is', 'isNot', 'more', 'less', 'yes', 'no', 'known', 'unknown'] as const
export type Op = (typeof kOps)[number]

/** How a name of this shape can be asked for; none where the language compares it with nothing. */
export function opsOf({ shape, mayLack }: Pick<Name, 'shape' | 'mayLack'>): Op[] {
  const lack: Op[] = mayLack ? ['known', 'unknown'] : []
  if (shape === 'text') return ['is', 'isNot', ...lack]
  if (shape === 'number') return ['more', 'less', 'is', ...lack]
  if (shape === 'money') return ['more', 'less', ...lack]
  if (shape === 'boolean') return ['yes', 'no']
  return shape === 'date' ? lack : []
}

export const needsValue = (op: Op) =>
  op === 'is' || op === 'isNot' || op === 'more' || op === 'less'

/** A text of the language: it has no signs for quotes within quotes. */
function quoted(text: string): string | null {
  if (!text.includes('"')) return `"${text}"`
  return text.includes("'") ? null : `'${text}'`
}

/** A condition in the template language; null where the value is none for it. */
export function conditionOf(
  { path, shape }: Pick<Name, 'path' | 'shape'>,
  op: Op,
  value: string,
): string | null {
  if (op === 'known') return `${path} != blank`
  if (op === 'unknown') return `${path} == blank`
  if (op === 'yes' || op === 'no') return `${path} == ${op === 'yes'}`
  const isNumber = shape === 'number' || shape === 'money'
  const words = value.trim()
  if (words === '' || (isNumber && !/^-?\d+(\.\d+)?$/.test(words))) return null
  const operand = isNumber ? words : quoted(words)
  const sign = { is: '==', isNot: '!=', more: '>', less: '<' }[op]
  return operand === null ? null : `${path} ${sign} ${operand}`
}

/** A further condition that must hold too. */
export const joined = (before: string, more: string) =>
  before.trim() === '' ? more : `${before.trim()} and ${more}`

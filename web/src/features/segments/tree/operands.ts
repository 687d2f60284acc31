/** The units of a duration, as the condition language has them. */
export const kUnits = ['minutes', 'hours', 'days', 'weeks', 'months', 'years', 'seconds'] as const
export type Unit = (typeof kUnits)[number]

export interface Duration {
  count: number | null
  unit: Unit
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** {"days":30} → 30 days; anything else is an unfinished duration of days. */
export function durationOf(value: unknown): Duration {
  if (isRecord(value)) {
    for (const unit of kUnits) {
      if (!(unit in value)) continue
      return { count: typeof value[unit] === 'number' ? value[unit] : null, unit }
    }
  }
  return { count: null, unit: 'days' }
}

export const durationJson = ({ count, unit }: Duration): unknown => ({ [unit]: count })

/** One amount of money: of one currency, or of the shop's own where none is named. */
export interface Amount {
  currency: string | null
  amount: number | null
}

export function amountsOf(value: unknown): Amount[] {
  if (isRecord(value)) {
    const named = Object.entries(value)
    if (named.length > 0)
      return named.map(([currency, amount]) => ({
        currency,
        amount: typeof amount === 'number' ? amount : null,
      }))
  }
  return [{ currency: null, amount: typeof value === 'number' ? value : null }]
}

/** A plain number where no currency is named. */
export function amountsJson(amounts: Amount[]): unknown {
  const [first] = amounts
  if (amounts.length === 1 && first?.currency === null) return first.amount
  return Object.fromEntries(amounts.map(({ currency, amount }) => [currency ?? '', amount]))
}

const kWithout = ['is_set', 'is_not_set']
const kLists = ['in', 'not_in']
const kDurations = ['more_than_ago', 'less_than_ago', 'more_than_ahead', 'less_than_ahead']

export type Shape = 'none' | 'list' | 'pair' | 'duration' | 'anniversary' | 'one'

/** What an operator takes. */
export function shapeOf(op: string): Shape {
  if (kWithout.includes(op)) return 'none'
  if (kLists.includes(op)) return 'list'
  if (op === 'between') return 'pair'
  if (kDurations.includes(op)) return 'duration'
  return op === 'anniversary' ? 'anniversary' : 'one'
}

/** Whether all of an operand is there: texts that say something, numbers, no holes. */
function isWhole(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  if (Array.isArray(value)) return value.length > 0 && value.every(isWhole)
  if (!isRecord(value)) return value !== null && value !== undefined
  const inner = Object.entries(value)
  return inner.length > 0 && inner.every(([name, one]) => name !== '' && isWhole(one))
}

export function isFinished(op: string, value: unknown): boolean {
  switch (shapeOf(op)) {
    case 'none':
      return true
    case 'list':
      return Array.isArray(value) && isWhole(value)
    case 'pair':
      return Array.isArray(value) && value.length === 2 && isWhole(value)
    case 'duration':
    case 'anniversary':
      return isRecord(value) && isWhole(value)
    case 'one':
      return op !== '' && !Array.isArray(value) && isWhole(value)
  }
}

/** What is kept of an operand when another operator is chosen, so that nothing typed is lost without need. */
export function carried(value: unknown, from: string, to: string): unknown {
  const [before, after] = [shapeOf(from), shapeOf(to)]
  if (before === after) return value
  if (after === 'list' && before === 'one') return isWhole(value) ? [value] : []
  if (after === 'pair' && before === 'one') return [value ?? null, null]
  if (after === 'one' && (before === 'list' || before === 'pair'))
    return Array.isArray(value) ? (value[0] ?? null) : null
  if (after === 'list') return []
  if (after === 'pair') return [null, null]
  if (after === 'duration') return { days: 30 }
  if (after === 'anniversary') return { from: 0, to: 7 }
  return null
}

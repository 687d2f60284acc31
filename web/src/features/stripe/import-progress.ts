import type { StripeIntegration } from '@/api/types'

export type ProgressRow = StripeIntegration['progress'][number]

/** How many customers are read: so many people are usable. */
export function usableCount(progress: ProgressRow[]): number {
  return progress.find((row) => row.resource === 'customers')?.imported ?? 0
}

/** Seconds until the slowest resource is read; nothing while no resource knows. */
export function secondsLeft(progress: ProgressRow[]): number | undefined {
  const known = progress.filter((row) => !row.done).map((row) => row.seconds_left)
  const numbers = known.filter((value): value is number => value !== null)
  return numbers.length > 0 ? Math.max(...numbers) : undefined
}

/** The share that is read, 0–100; nothing where the total is unknown. */
export function shareOf(row: ProgressRow): number | undefined {
  if (row.done) return 100
  if (!row.estimated_total) return undefined
  return Math.min(99, Math.floor((100 * row.imported) / row.estimated_total))
}

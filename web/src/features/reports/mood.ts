import type { StripeIntegration } from '@/api/types'

export type Mood = 'good' | 'importing' | 'paused' | 'bad' | 'none'

/** The one word that Home says of the connection; what stops most comes first. */
export function moodOf({ state, error }: Pick<StripeIntegration, 'state' | 'error'>): Mood {
  if (state === 'disconnected') return 'none'
  if (state === 'failed') return 'bad'
  if (state === 'paused') return 'paused'
  if (error) return 'bad'
  return state === 'importing' ? 'importing' : 'good'
}

/** How much has been read, whole percent: of what is estimated, else a resource is read or not. */
export function readPercent(progress: StripeIntegration['progress']): number {
  if (progress.length === 0) return 0
  const shares = progress.map((row) => {
    if (row.done) return 1
    return row.estimated_total ? Math.min(0.99, row.imported / row.estimated_total) : 0
  })
  return Math.floor((100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length)
}

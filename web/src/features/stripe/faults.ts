import type { StripeIntegration } from '@/api/types'
import type { Tone } from '@/shared/ui/status-badge'

const kFixes = [
  'key_revoked',
  'master_key_changed',
  'permission_missing',
  'stripe_unreachable',
  'rate_limited',
  'storage_failed',
] as const
export type Fix = (typeof kFixes)[number]

/** The fault for which there is a text that says what to do. */
export function fixOf(code: string): Fix | undefined {
  return kFixes.find((fix) => fix === code)
}

/** Whether a fault goes away by itself, so that nobody has to do anything. */
export function heals(code: string): boolean {
  return code === 'rate_limited' || code === 'stripe_unreachable'
}

export function toneOf({ state, error }: Pick<StripeIntegration, 'state' | 'error'>): Tone {
  if (state === 'failed') return 'bad'
  if (state === 'paused' || (error && !heals(error.code))) return 'warn'
  return state === 'live' ? 'good' : 'accent'
}

import type { Export, Import, StripeIntegration } from '@/api/types'

/** Whether it goes on in the background. */
export function atWork({ state }: Pick<StripeIntegration | Export | Import, 'state'>): boolean {
  return /^(importing|waiting|checking|running)$/.test(state)
}

export const countAtWork = ({ data }: { data: (Export | Import)[] }) => data.filter(atWork).length

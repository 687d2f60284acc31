import type { Account, StripeIntegration } from '@/api/types'

export type Step = 'connect' | 'permissions' | 'shop' | 'team' | 'webhook'
const kShownMost = 3

/** What is left to do, the most useful first. */
export function nextSteps(integration: StripeIntegration, account: Account | undefined): Step[] {
  const connected = integration.state !== 'disconnected'
  const steps: [Step, boolean][] = [
    ['connect', !connected],
    ['permissions', connected && integration.permissions.some((permission) => !permission.granted)],
    ['shop', account !== undefined && !account.postal_address],
    ['webhook', connected && integration.freshness !== 'webhooks'],
    ['team', connected],
  ]
  return steps
    .filter(([, open]) => open)
    .map(([step]) => step)
    .slice(0, kShownMost)
}

import { answered, api } from '@/api/client'
import type { components } from '@/api/schema'

/** Uses a one-time link up; whoever does is signed in. */
export async function redeemLink(body: components['schemas']['LinkRedeem']) {
  return answered(await api.POST('/v1/links/redeem', { body }))
}

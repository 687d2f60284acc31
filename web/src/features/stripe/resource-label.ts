import { stripe } from '@/strings/en/stripe'

type Known = keyof typeof stripe.resource

/** The key of a resource's name among the texts; nothing for one that has no name there. */
export function resourceKey(resource: string): `stripe.resource.${Known}` | undefined {
  return resource in stripe.resource ? `stripe.resource.${resource as Known}` : undefined
}

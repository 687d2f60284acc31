import type { TFunction } from 'i18next'
import { stripe } from '@/strings/en/stripe'

/** A Stripe resource as people call it: "invoice_payments" → "invoice payments". */
export function resourceName(t: TFunction, resource: string): string {
  if (!(resource in stripe.resource)) return resource
  return t(`stripe.resource.${resource as keyof typeof stripe.resource}`).toLocaleLowerCase()
}

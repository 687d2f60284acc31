/** Stripe's names of the permissions that Daybook can use, all of them Read. A name that Stripe does not know stays unticked. */
const kPermissions = [
  'customer',
  'invoice',
  'subscription',
  'coupon',
  'charge',
  'credit_note',
  'product',
  'plan',
  'promotion_code',
  'event',
  'checkout_session',
  'bucket_checkout',
]

/** Stripe's page that makes a restricted key, filled in. */
export function keyLink(mode: 'live' | 'test'): string {
  const ticked = kPermissions.map((name) => `permissions[]=rak_${name}_read`)
  const path = mode === 'test' ? 'test/apikeys/create' : 'apikeys/create'
  return `https://dashboard.stripe.com/${path}?${['name=Daybook', ...ticked].join('&')}`
}

export function keysPage(mode: string | null | undefined): string {
  return `https://dashboard.stripe.com/${mode === 'test' ? 'test/' : ''}apikeys`
}

/** A customer's page in Stripe's Dashboard, in the mode of the key. */
export function customerPage(mode: string | null | undefined, id: string): string {
  return `https://dashboard.stripe.com/${mode === 'test' ? 'test/' : ''}customers/${id}`
}

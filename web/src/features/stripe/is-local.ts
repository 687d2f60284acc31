/** Whether an address is one that Stripe cannot reach: this machine's own, or a private network's (RFC 1918, RFC 6762). */
export function isLocal(host: string): boolean {
  if (host === 'localhost' || host === '[::1]' || host.endsWith('.local')) return true
  return /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./.test(host)
}

import type { ImportReport } from '@/api/types'

/** People who are no Stripe customer: they paid as guests. Each customer but those that share another's e-mail is a person. */
export function guestsOf(report: ImportReport): number {
  const { profiles, customers, sharing_email } = report
  return Math.max(0, profiles.count - (customers.count - sharing_email.count))
}

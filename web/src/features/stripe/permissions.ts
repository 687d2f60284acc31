import type { StripeIntegration } from '@/api/types'

type Permission = StripeIntegration['permissions'][number]

/**
 * One row a permission as Stripe's page names it: several resources may hang on one (charges and refunds). It is granted
 * where all of them are, and needed where one is.
 */
export function byLabel(permissions: Permission[]): Permission[] {
  const rows = new Map<string, Permission>()
  for (const permission of permissions) {
    const row = rows.get(permission.label)
    if (!row) {
      rows.set(permission.label, permission)
      continue
    }
    rows.set(permission.label, {
      ...row,
      granted: row.granted && permission.granted,
      needed: row.needed || permission.needed,
    })
  }
  return [...rows.values()]
}

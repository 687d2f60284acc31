import type { Account, AccountPatch } from '@/api/types'

export const kConsents = ['nobody', 'buyers', 'everyone'] as const

/** The account as its form holds it: nothing is null, a list is one entry a line. */
export function valuesOf(account: Account) {
  return {
    name: account.name,
    postal_address: account.postal_address ?? '',
    time_zone: account.time_zone,
    currency: (account.currency ?? '').toUpperCase(),
    default_email_consent: account.default_email_consent as string,
    test_mode_recipients: account.test_mode_recipients.join('\n'),
  }
}

export type AccountValues = ReturnType<typeof valuesOf>

export function patchOf(values: AccountValues, version: number): AccountPatch {
  const consent = kConsents.find((value) => value === values.default_email_consent)
  return {
    version,
    name: values.name.trim(),
    postal_address: values.postal_address.trim() || null,
    time_zone: values.time_zone,
    currency: values.currency.trim().toLowerCase() || null,
    ...(consent ? { default_email_consent: consent } : {}),
    test_mode_recipients: values.test_mode_recipients.split(/[\s,;]+/).filter(Boolean),
  }
}

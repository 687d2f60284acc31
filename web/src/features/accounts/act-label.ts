import type { TFunction } from 'i18next'
import { accounts } from '@/strings/en/accounts'

type Act = keyof typeof accounts.audit.acts

/** What was done, in words; an act that has none here as the server calls it. */
export function actLabel(t: TFunction, act: string): string {
  const key = act.replaceAll('.', '_')
  return Object.hasOwn(accounts.audit.acts, key) ? t(`accounts.audit.acts.${key as Act}`) : act
}

import { answered, api } from '@/api/client'
import type { Account, AccountPatch } from '@/api/types'

/** Problem changed_meanwhile where somebody else has changed the account since `version`. */
export async function patchAccount(body: AccountPatch): Promise<Account> {
  return answered(await api.PATCH('/v1/account', { body }))
}

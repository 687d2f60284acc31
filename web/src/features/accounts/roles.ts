import type { Role } from '@/api/types'

/** From the one who may least to the one who may most. */
export const kRoles: readonly Role[] = ['viewer', 'marketer', 'admin', 'owner']

/** The roles that somebody of this role may give: only an owner makes owners. */
export function grantableRoles(mine: Role | undefined): Role[] {
  return kRoles.filter((role) => role !== 'owner' || mine === 'owner')
}

/** Whether somebody of this role may change or remove one of that role. */
export function mayManage(mine: Role | undefined, theirs: Role): boolean {
  return mine === 'owner' || (mine === 'admin' && theirs !== 'owner')
}

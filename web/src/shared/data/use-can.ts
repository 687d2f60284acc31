import { useQuery } from '@tanstack/react-query'
import type { Role } from '@/api/types'
import { sessionQuery } from '@/shared/data/get-session'

const kRank: Record<Role, number> = { viewer: 0, marketer: 1, admin: 2, owner: 3 }
export type Power = 'write' | 'admin' | 'own'
const kNeeded: Record<Power, number> = { write: 1, admin: 2, own: 3 }

export function roleCan(role: Role | undefined, power: Power): boolean {
  return role !== undefined && kRank[role] >= kNeeded[power]
}

/** Whether to show what needs this power. The server refuses it all the same. */
export function useCan(power: Power): boolean {
  const { data } = useQuery(sessionQuery)
  return roleCan(data?.role, power)
}

import type { Profile } from '@/api/types'

/**
 * How a list that is looked at follows what the server has now. At its top it shows just that. Further down nothing may
 * jump: the rows stay where they are with their own values brought up to date, and who came meanwhile is only counted.
 */
export function follow(
  shown: Profile[],
  fresh: Profile[],
  atTop: boolean,
): { rows: Profile[]; waiting: number } {
  const known = new Set(shown.map((profile) => profile.id))
  const waiting = fresh.filter((profile) => !known.has(profile.id)).length
  if (atTop || waiting === 0 || shown.length === 0) return { rows: fresh, waiting: 0 }
  const newest = new Map(fresh.map((profile) => [profile.id, profile]))
  return { rows: shown.map((profile) => newest.get(profile.id) ?? profile), waiting }
}

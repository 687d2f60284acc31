import { useQuery } from '@tanstack/react-query'
import { accountQuery } from '@/shared/data/get-account'
import { formatDate } from '@/shared/format/time'

/** A day that somebody set: as it is in the shop's time zone, wherever one reads it. */
export function ShopDay({ at }: { at: number }) {
  const zone = useQuery({ ...accountQuery, staleTime: 60_000 }).data?.time_zone
  return <span className="numbers">{formatDate(at, zone)}</span>
}

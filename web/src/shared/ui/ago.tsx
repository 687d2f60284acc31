import { formatAgo, formatDateTime } from '@/shared/format/time'
import { useNow } from '@/shared/format/use-now'

/** How long ago, kept true; the exact time on hover. */
export function Ago({ at }: { at: number }) {
  const now = useNow(Math.abs(Date.now() / 1000 - at) < 3600 ? 5_000 : 60_000)
  return (
    <time dateTime={new Date(at * 1000).toISOString()} title={formatDateTime(at)}>
      {formatAgo(at, now)}
    </time>
  )
}

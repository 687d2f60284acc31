import { RowsSkeleton } from '@/shared/ui/rows-skeleton'

export function RoutePending() {
  return <RowsSkeleton rows={8} height={22} />
}

import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { asProblem } from '@/api/problem'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { RowsSkeleton } from '@/shared/ui/rows-skeleton'

interface Props<T> {
  query: UseQueryResult<T>
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}

/**
 * An answer while it is awaited, when it came, and when it did not. What came before stays while it is asked again, but not
 * once one may not see it any more.
 */
export function QueryView<T>({ query, skeleton, children }: Props<T>) {
  const closed = query.error !== null && asProblem(query.error).forbidden
  if (query.data !== undefined && !closed) return children(query.data)
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
  return skeleton ?? <RowsSkeleton />
}

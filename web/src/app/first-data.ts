import { queryClient } from '@/api/query-client'
import { profilesQuery } from '@/features/profiles/api/list-profiles'
import { filterOf, type ListSearch } from '@/features/profiles/filters'
import { overviewQuery } from '@/features/reports/api/get-overview'
import { kUsualSpan } from '@/features/reports/spans'
import { activityFeedQuery } from '@/shared/data/activity-feed'
import { accountQuery } from '@/shared/data/get-account'
import { fieldsQuery } from '@/shared/data/list-fields'

const kPatienceMs = 100

/**
 * What a screen shows first is asked for while the screen itself is fetched. One that opens waits for it a moment: what is
 * there in time needs no placeholders, and is drawn once. What could not be had the screen asks for again, and says so.
 */
async function soon(opens: boolean, asked: Promise<void>[]): Promise<void> {
  if (!opens) return
  const patience = new Promise((resolve) => setTimeout(resolve, kPatienceMs))
  await Promise.race([Promise.all(asked), patience])
}

export function homeData({ cause }: { cause: string }) {
  return soon(cause === 'enter', [
    queryClient.prefetchQuery(overviewQuery(kUsualSpan)),
    queryClient.prefetchQuery(activityFeedQuery),
    queryClient.prefetchQuery(accountQuery),
  ])
}

export function profilesData({ cause, deps }: { cause: string; deps: ListSearch }) {
  return soon(cause === 'enter', [
    queryClient.prefetchQuery(profilesQuery(filterOf(deps), deps)),
    queryClient.prefetchQuery(fieldsQuery),
  ])
}

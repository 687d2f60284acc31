import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** The newest activity over all people. */
export const activityFeedQuery = queryOptions({
  queryKey: ['activities', 'newest'],
  queryFn: async ({ signal }) =>
    answered(await api.GET('/v1/activities', { params: { query: { limit: 12 } }, signal })),
})

const kGatherMs = 1000
let waiting = false
const people = new Set<string>()

/** Something happened to a person: the feed and the person's timeline are read again, at most once a second. */
export function noteActivity(queries: QueryClient, activity: { profile: string }) {
  people.add(activity.profile)
  if (waiting) return
  waiting = true
  setTimeout(() => {
    waiting = false
    void queries.invalidateQueries({ queryKey: ['activities'] })
    for (const id of people)
      void queries.invalidateQueries({ queryKey: ['profile', id, 'timeline'] })
    people.clear()
  }, kGatherMs)
}

import type { QueryClient } from '@tanstack/react-query'
import type { Export, Import, Overview, StripeIntegration } from '@/api/types'
import { noteActivity } from '@/shared/data/activity-feed'
import { noteChangedProfile, noteChangedProfiles } from '@/shared/data/changed-profiles'

/** The events of /v1/stream and what becomes of each. */
export const kEventNames = [
  'integration',
  'profile',
  'profiles',
  'activity',
  'counters',
  'export',
  'import',
] as const
export type EventName = (typeof kEventNames)[number]

export function applyEvent(queries: QueryClient, name: EventName, data: unknown) {
  switch (name) {
    case 'integration':
      return noteIntegration(queries, data as StripeIntegration)
    case 'profile':
      return noteChangedProfile(queries, (data as { id: string }).id)
    case 'profiles':
      return noteChangedProfiles(queries)
    case 'activity':
      return noteActivity(queries, data as { profile: string })
    case 'counters':
      return noteCounters(queries, data as { profiles: number; with_email: number })
    case 'export':
      return noteJob(queries, 'exports', data as Export)
    case 'import':
      return noteJob(queries, 'imports', data as Import)
  }
}

function noteIntegration(queries: QueryClient, next: StripeIntegration) {
  const before = queries.getQueryData<StripeIntegration>(['integration'])
  // The stream begins with how things are. What was asked for before that may be answered later, and be older.
  if (!before) void queries.cancelQueries({ queryKey: ['integration'] })
  queries.setQueryData(['integration'], next)
  // A resource that is complete now changes what "reading…" says, and what the reports count.
  const done = (value: StripeIntegration | undefined) =>
    value?.progress.filter((row) => row.done).length
  if (before && (before.state !== next.state || done(before) !== done(next))) {
    void queries.invalidateQueries({ queryKey: ['profile'] })
    void queries.invalidateQueries({ queryKey: ['reports'] })
  }
}

function noteCounters(queries: QueryClient, counted: { profiles: number; with_email: number }) {
  queries.setQueriesData<Overview>({ queryKey: ['reports', 'overview'] }, (overview) => {
    if (!overview) return overview
    const customers = {
      ...overview.customers,
      total: counted.profiles,
      with_email: counted.with_email,
    }
    return { ...overview, customers }
  })
}

function noteJob<Job extends Export | Import>(queries: QueryClient, list: string, job: Job) {
  queries.setQueryData<{ data: Job[] }>([list], (jobs) => {
    if (!jobs) return jobs
    const known = jobs.data.some((other) => other.id === job.id)
    const data = known
      ? jobs.data.map((other) => (other.id === job.id ? job : other))
      : [job, ...jobs.data]
    return { ...jobs, data }
  })
}

import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

/**
 * Changes of people, told by the stream. An open profile is read again; a list is told which of its rows changed and how
 * many changes there were, so that it can follow without rows that jump. Many changes at once are gathered.
 */
const kGatherMs = 1000

const waiting = new Set<string>()
let all = false
let timer: ReturnType<typeof setTimeout> | null = null
let version = 0
const listeners = new Set<() => void>()

function flush(queries: QueryClient) {
  timer = null
  version += 1
  const ids = [...waiting]
  const everybody = all
  waiting.clear()
  all = false
  if (everybody) void queries.invalidateQueries({ queryKey: ['profile'] })
  else for (const id of ids) void queries.invalidateQueries({ queryKey: ['profile', id] })
  for (const listener of listeners) listener()
}

function later(queries: QueryClient) {
  timer ??= setTimeout(() => flush(queries), kGatherMs)
}

export function noteChangedProfile(queries: QueryClient, id: string) {
  waiting.add(id)
  // One change alone is shown at once.
  if (waiting.size === 1 && timer === null)
    void queries.invalidateQueries({ queryKey: ['profile', id] })
  later(queries)
}

export function noteChangedProfiles(queries: QueryClient) {
  all = true
  later(queries)
}

/** A number that moves, at most once a second, when people changed. */
export function useProfilesVersion(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => version,
  )
}

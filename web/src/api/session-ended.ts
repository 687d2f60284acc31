import { useSyncExternalStore } from 'react'

/** Whether the session ended under a page that is open. The page stays; the person signs in above it and goes on. */
let ended = false
const listeners = new Set<() => void>()

function tell(value: boolean) {
  if (ended === value) return
  ended = value
  for (const listener of listeners) listener()
}

export function reportSessionEnded() {
  tell(true)
}

export function reportSessionRenewed() {
  tell(false)
}

export function useSessionEnded(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => ended,
  )
}

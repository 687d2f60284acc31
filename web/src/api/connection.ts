import { useSyncExternalStore } from 'react'

/** Whether the server answers. While it does not, it is asked every few seconds; those who wait are told when it is back. */
type Listener = () => void

const kRetryFirstMs = 1000
const kRetryMostMs = 10_000

let reachable = true
let retryMs = kRetryFirstMs
const listeners = new Set<Listener>()
const returned = new Set<Listener>()

function tell(value: boolean) {
  if (reachable === value) return
  reachable = value
  for (const listener of listeners) listener()
  if (value) for (const listener of returned) listener()
}

/** Asks once whether the server is there. */
export async function tryAgain(): Promise<boolean> {
  try {
    const response = await fetch('/healthz', { cache: 'no-store' })
    if (response.ok) tell(true)
    return response.ok
  } catch {
    return false
  }
}

function askLater() {
  setTimeout(async () => {
    if (reachable || (await tryAgain())) return
    retryMs = Math.min(retryMs * 1.5, kRetryMostMs)
    askLater()
  }, retryMs)
}

export function reportUnreachable() {
  if (!reachable) return
  tell(false)
  retryMs = kRetryFirstMs
  askLater()
}

export function onServerReturned(listener: Listener) {
  returned.add(listener)
  return () => {
    returned.delete(listener)
  }
}

export function useReachable(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => reachable,
  )
}

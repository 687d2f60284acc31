import { notificationsStore } from '@mantine/notifications'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useSessionEnded } from '@/api/session-ended'
import { paletteStore } from '@/shared/keys/palette'

const subscribe = (listener: () => void) => {
  const forget = [paletteStore.subscribe(listener), notificationsStore.subscribe(listener)]
  return () => {
    for (const one of forget) one()
  }
}
const wanted = () =>
  paletteStore.getState().opened || notificationsStore.getState().notifications.length > 0

const whenIdle = window.requestIdleCallback ?? ((act: () => void) => setTimeout(act, 1000))

/** Whether anything lay above the page so far: `sheet`, the palette, words in the corner, or the way back in. */
export function useOverlays(sheet: boolean, fetch: () => Promise<unknown>): boolean {
  const [ever, setEver] = useState(false)
  const asked = useSyncExternalStore(subscribe, wanted)
  const ended = useSessionEnded()
  const now = sheet || asked || ended
  if (now && !ever) setEver(true)
  useEffect(() => {
    // Where it cannot be fetched now, it is asked for again when it is needed.
    whenIdle(() => void fetch().catch(() => undefined))
  }, [fetch])
  return ever || now
}

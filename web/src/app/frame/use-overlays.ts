import { notificationsStore } from '@mantine/notifications'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useSessionEnded } from '@/api/session-ended'
import { whenIdle } from '@/app/frame/when-idle'
import { paletteStore } from '@/shared/keys/palette'

const subscribe = (listener: () => void) => {
  const forget = [paletteStore.subscribe(listener), notificationsStore.subscribe(listener)]
  return () => {
    for (const one of forget) one()
  }
}
const wanted = () =>
  paletteStore.getState().opened || notificationsStore.getState().notifications.length > 0

const ignore = () => undefined

/** Whether anything lay above the page so far: `sheet`, the palette, words in the corner, or the way back in. */
export function useOverlays(sheet: boolean, fetch: () => Promise<unknown>): boolean {
  const [ever, setEver] = useState(false)
  const asked = useSyncExternalStore(subscribe, wanted)
  const ended = useSessionEnded()
  const now = sheet || asked || ended
  useEffect(() => whenIdle(() => void fetch().catch(ignore)), [fetch])
  useEffect(() => {
    // What cannot be fetched now, since the server is gone, is asked for when it is needed again: the page stays.
    if (now) fetch().then(() => setEver(true), ignore)
  }, [now, fetch])
  return ever
}

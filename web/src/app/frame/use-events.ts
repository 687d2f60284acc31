import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onServerReturned, reportUnreachable } from '@/api/connection'
import { useSessionEnded } from '@/api/session-ended'
import { applyEvent, kEventNames } from '@/app/frame/apply-event'

/** Keeps what is shown true: the server tells of changes over one connection as long as somebody is signed in here. */
export function useEvents() {
  const queries = useQueryClient()
  const ended = useSessionEnded()
  useEffect(() => {
    if (ended) return
    let source: EventSource | null = null
    const open = () => {
      source?.close()
      source = new EventSource('/v1/stream')
      for (const name of kEventNames) {
        source.addEventListener(name, (event: MessageEvent<string>) => {
          applyEvent(queries, name, JSON.parse(event.data))
        })
      }
      // The session ended, or its user has another role now: who is signed in is asked again, and tells the difference;
      // what is shown is asked again too, since it may be more than this role may see.
      source.addEventListener('ended', () => {
        void queries.invalidateQueries()
        open()
      })
      // CONNECTING: the browser tries by itself. CLOSED: it was refused, or its answer was no stream.
      source.onerror = () => {
        if (source?.readyState === EventSource.CLOSED) {
          void queries.invalidateQueries({ queryKey: ['session'] })
        } else {
          reportUnreachable()
        }
      }
    }
    open()
    const forget = onServerReturned(open)
    return () => {
      forget()
      source?.close()
    }
  }, [queries, ended])
}

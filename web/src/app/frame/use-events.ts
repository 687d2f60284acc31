import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onServerReturned, reportUnreachable } from '@/api/connection'
import { applyEvent, kEventNames } from '@/app/frame/apply-event'

/** Keeps what is shown true: the server tells of changes over one connection as long as the frame is open. */
export function useEvents() {
  const queries = useQueryClient()
  useEffect(() => {
    let source: EventSource | null = null
    const open = () => {
      source?.close()
      source = new EventSource('/v1/stream')
      for (const name of kEventNames) {
        source.addEventListener(name, (event: MessageEvent<string>) => {
          applyEvent(queries, name, JSON.parse(event.data))
        })
      }
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
  }, [queries])
}

import { type KeyboardEvent, type RefObject, useCallback, useRef } from 'react'

/** The number of the row that has the focus within a list; -1 for none. */
function focusedRow(): number {
  const row = document.activeElement?.closest('[data-index]')
  return row ? Number(row.getAttribute('data-index')) : -1
}

/** j and k, and the arrows, move the focus from row to row. The row is scrolled to first, as it may not be in the page. */
export function useRowKeys(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  scrollTo: (index: number) => void,
) {
  // The row that gets the focus with the next frame: keys that come faster go on from it.
  const coming = useRef<number | null>(null)
  return useCallback(
    (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key]
      if (!step) return
      event.preventDefault()
      const next = Math.min(count - 1, Math.max(0, (coming.current ?? focusedRow()) + step))
      coming.current = next
      scrollTo(next)
      requestAnimationFrame(() => {
        coming.current = null
        scroller.current
          ?.querySelector<HTMLElement>(`[data-index="${next}"] [data-row-link]`)
          ?.focus({ preventScroll: true })
      })
    },
    [scroller, count, scrollTo],
  )
}

import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { kGo } from '@/app/frame/shortcuts'
import { palette } from '@/shared/keys/palette'

const kSequenceMs = 1200

/** Keys mean letters while one types, or while something lies on top of the page. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return true
  return target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null
}

/** The search field of the open screen, else the palette. */
function search() {
  const field = document.querySelector<HTMLInputElement>('[data-page-search]')
  if (field) field.focus()
  else palette.open()
}

/** ⌘K opens the palette, `/` searches, `?` shows the sheet, `g` and a letter goes to a screen. */
export function useShortcuts(showSheet: () => void) {
  const navigate = useNavigate()
  useEffect(() => {
    let went = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || isTyping(event.target)) return
      if (event.ctrlKey || event.metaKey) {
        if (event.key.toLowerCase() !== 'k' || event.shiftKey) return
        event.preventDefault()
        palette.open()
        return
      }
      const target = Date.now() - went < kSequenceMs ? kGo[event.key] : undefined
      went = event.key === 'g' ? Date.now() : 0
      if (target) void navigate({ to: target })
      else if (event.key === '/') search()
      else if (event.key === '?') showSheet()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [navigate, showSheet])
}

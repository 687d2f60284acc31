import { useEffect, useRef, useState } from 'react'

/** Of a dropdown that is made because its button was pressed: it opens, and the focus comes back to the button after it. */
export function useOpenAtFirst() {
  const [opened, onChange] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    button.current?.focus()
    onChange(true)
  }, [])
  return { opened, onChange, button }
}

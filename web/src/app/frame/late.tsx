import { type ReactElement, type ReactNode, Suspense, useState } from 'react'

interface Near {
  onClick: () => void
  onPointerEnter: () => void
  onFocus: () => void
}

interface Props {
  /** The button as it stands until it is pressed for the first time. */
  alone: (near: Near) => ReactElement
  /** Brings what the children are made of. */
  fetch: () => Promise<unknown>
  /** The same button with its dropdown. */
  children: ReactNode
}

/** A button whose dropdown is fetched when somebody comes near, and made when it is pressed. */
export function Late({ alone, fetch, children }: Props) {
  const [pressed, setPressed] = useState(false)
  // What cannot be fetched now is asked for again by the press.
  const come = () => void fetch().catch(() => undefined)
  const button = alone({
    onClick: () => setPressed(true),
    onPointerEnter: come,
    onFocus: come,
  })
  return pressed ? <Suspense fallback={button}>{children}</Suspense> : button
}

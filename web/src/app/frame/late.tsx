import { type ReactElement, type ReactNode, Suspense, useEffect, useState } from 'react'
import { whenIdle } from '@/app/frame/when-idle'

interface Props {
  /** The button as it stands until it is pressed for the first time. */
  alone: (press: () => void) => ReactElement
  /** Brings what the children are made of. */
  fetch: () => Promise<unknown>
  /** The same button with its dropdown. */
  children: ReactNode
}

/** A button whose dropdown is fetched when nothing else is to do, and made when it is pressed. */
export function Late({ alone, fetch, children }: Props) {
  const [whole, setWhole] = useState(false)
  // What cannot be fetched, since the server is gone, the next press asks for again.
  const press = () => void fetch().then(() => setWhole(true), ignore)
  useEffect(() => whenIdle(() => void fetch().catch(ignore)), [fetch])
  const button = alone(press)
  return whole ? <Suspense fallback={button}>{children}</Suspense> : button
}

const ignore = () => undefined

import { useEffect, useRef, useState } from 'react'
import { inScheme } from '@/features/templates/preview/in-scheme'
import classes from '@/features/templates/preview/preview.module.css'

interface Props {
  html: string
  title: string
  size: 'desktop' | 'phone'
  dark: boolean
}

// A link that nobody can follow still looks like one.
const kLinks = ':where(a[data-to]){color:#0645ad;text-decoration:underline}'

/** Puts a message's document in place of the frame's. Links lead nowhere; where they would lead is told on hover. */
function write(frame: Document, html: string, dark: boolean) {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  for (const link of parsed.querySelectorAll('a[href], area[href]')) {
    const to = link.getAttribute('href') ?? ''
    link.removeAttribute('href')
    link.setAttribute('data-to', to)
    link.setAttribute('title', to)
  }
  for (const one of parsed.querySelectorAll('style')) {
    one.textContent = inScheme(one.textContent, dark)
  }
  const style = parsed.createElement('style')
  style.textContent = kLinks
  parsed.head.prepend(style)
  frame.documentElement.replaceWith(frame.adoptNode(parsed.documentElement))
}

/** An e-mail in a frame without scripts, under the policy of /message.html: its pictures may come from anywhere. */
export function MessageFrame({ html, title, size, dark }: Props) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [ready, setReady] = useState(false)
  useEffect(() => {
    const document = frame.current?.contentDocument
    if (ready && document) write(document, html, dark)
  }, [ready, html, dark])
  return (
    <iframe
      ref={frame}
      src="/message.html"
      sandbox="allow-same-origin"
      title={title}
      className={classes.frame}
      data-size={size}
      data-dark={dark}
      style={{ colorScheme: dark ? 'dark' : 'light' }}
      onLoad={() => setReady(true)}
    />
  )
}

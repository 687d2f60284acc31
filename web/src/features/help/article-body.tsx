import { useNavigate } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import classes from '@/features/help/article-body.module.css'

/** The text of an article: made by the server from articles that are built into it, so it holds nobody's input. */
export function ArticleBody({ html }: { html: string }) {
  const navigate = useNavigate()
  // A link to a screen or another article opens without loading the application again.
  const follow = (event: MouseEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    const link = (event.target as HTMLElement).closest('a')
    if (!link || link.origin !== window.location.origin || link.target === '_blank') return
    event.preventDefault()
    void navigate({ href: link.pathname + link.search + link.hash })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its links are what one uses
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click
    <div className={classes.body} onClick={follow} dangerouslySetInnerHTML={{ __html: html }} />
  )
}

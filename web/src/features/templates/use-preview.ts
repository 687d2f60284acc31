import { useEffect, useMemo, useState } from 'react'
import type { TemplateContent, TemplateKind, TemplatePreview } from '@/api/types'
import { previewTemplate } from '@/features/templates/api/preview-template'
import { withoutEmpty } from '@/features/templates/content'

/** After so long without a key the message is asked for: with the answer well under 100 ms. */
const kSettleMs = 30

interface Shown {
  body: object | null
  preview: TemplatePreview | null
  error: unknown
}

/** The message as `profile` would get it; null: as somebody of whom nothing is known, undefined: not known yet for whom. Values that many of the segment (null: of everybody) lack are warned of once the `counted` people are known. */
export function usePreview(
  channel: TemplateKind,
  content: TemplateContent,
  profile: string | null | undefined,
  segment: string | null,
  counted: number | null = null,
) {
  const [shown, setShown] = useState<Shown>({ body: null, preview: null, error: null })
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another body, and so is another count
  const body = useMemo(
    () => (profile === undefined ? null : { channel, ...withoutEmpty(content), profile, segment }),
    [channel, content, profile, segment, counted, tries],
  )
  useEffect(() => {
    if (!body) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      previewTemplate(body, controller.signal).then(
        (preview) => setShown({ body, preview, error: null }),
        (error: unknown) => {
          if (!controller.signal.aborted) setShown(({ preview }) => ({ body, preview, error }))
        },
      )
    }, kSettleMs)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [body])
  return {
    preview: shown.preview,
    error: shown.error,
    isCurrent: body !== null && shown.body === body,
    retry: () => setTries((before) => before + 1),
  }
}

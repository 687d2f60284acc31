import type { TemplatePreview } from '@/api/types'
import classes from '@/features/templates/preview/preview.module.css'

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** The body of a webhook; indented where it is JSON. */
export function WebhookPreview({ preview: { parts } }: { preview: TemplatePreview }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <pre className={classes.code} tabIndex={0} data-webhook>
      {indented(parts.body ?? '')}
    </pre>
  )
}

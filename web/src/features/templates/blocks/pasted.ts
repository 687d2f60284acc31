/** Of what came from elsewhere, its styles and its body: without what a clipboard adds, and without what runs. */
export function lookOf(html: string): string {
  const document = new DOMParser().parseFromString(html, 'text/html')
  for (const one of document.querySelectorAll('script, meta, link, title, base, iframe, object'))
    one.remove()
  const styles = [...document.querySelectorAll('style')].map((one) => {
    one.remove()
    return one.outerHTML
  })
  const body = document.body.innerHTML.replaceAll(/<!--(?:Start|End)Fragment-->/g, '').trim()
  return [...styles, body].join('\n').trim()
}

/** Whether words alone would lose how it looks: tables, pictures, colours, or letters of its own. */
export function hasLook(html: string): boolean {
  const document = new DOMParser().parseFromString(html, 'text/html')
  if (document.querySelector('table, img, style')) return true
  const own = /(?:^|;)\s*(?:color|background(?:-color)?|font-size|font-family|border|padding)\s*:/i
  return [...document.body.querySelectorAll('[style]')].some((one) =>
    own.test(one.getAttribute('style') ?? ''),
  )
}

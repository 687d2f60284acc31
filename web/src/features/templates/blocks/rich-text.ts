/** The template language in HTML as an editor writes it: what stands between its braces is no HTML. */
export function withLanguage(html: string): string {
  return html.replaceAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, (piece) =>
    piece
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&nbsp;', ' ')
      .replaceAll('&amp;', '&'),
  )
}

/** …and as an editor reads it. */
export function withoutLanguage(html: string): string {
  return html.replaceAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, (piece) =>
    piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  )
}

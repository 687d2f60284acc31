/** What a style says of dark windows holds, or does not, as `dark` says: whatever the browser's own window is. */
export function inScheme(css: string, dark: boolean): string {
  return css.replaceAll(
    /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi,
    (_all, scheme: string) =>
      (scheme.toLowerCase() === 'dark') === dark ? '(min-width:0)' : '(max-width:0)',
  )
}

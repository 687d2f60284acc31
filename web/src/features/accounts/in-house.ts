/** The place to return to after signing in, if it is one of ours: never another site's. */
export function inHouse(place: string | undefined): string | undefined {
  if (!place?.startsWith('/') || place.startsWith('//') || place.includes('\\')) return undefined
  const url = new URL(place, 'http://house.invalid')
  if (url.host !== 'house.invalid' || url.pathname.startsWith('/sign-in')) return undefined
  return url.pathname + url.search + url.hash
}

/** The list of profiles that an address of the API names: "/v1/profiles?deleted=true" and "/profiles?deleted=true" alike. */
export function linkTo(href: string): {
  to: '/profiles'
  search: Record<string, string | boolean>
} {
  const query = new URL(href, 'http://house.invalid').searchParams
  const search = [...query].map(([name, value]) => {
    return [name, value === 'true' || value === 'false' ? value === 'true' : value] as const
  })
  return { to: '/profiles', search: Object.fromEntries(search) }
}

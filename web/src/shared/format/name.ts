interface Named {
  first_name: string | null
  last_name: string | null
  email: string | null
  phone?: string | null
  stripe_customer_id?: string | null
}

/** What a person is called where there is room for one thing. Never empty. */
export function displayName(fields: Named, id: string): string {
  const name = [fields.first_name, fields.last_name].filter(Boolean).join(' ').trim()
  return name || fields.email || fields.phone || fields.stripe_customer_id || id
}

/** At most two letters for a picture that is none. */
export function initials(name: string): string {
  const words = name.split(/[\s@._-]+/u).filter(Boolean)
  const letters = words.slice(0, 2).map((word) => [...word][0] ?? '')
  return letters.join('').toLocaleUpperCase()
}

import type { Field, Profile } from '@/api/types'
import { fieldOf, isMissing } from '@/features/profiles/field-values'

/** Who may change this value: people here, Stripe, or nobody where it is computed. The server decides by the same rule. */
export function ownerOf(profile: Profile, field: Field): 'daybook' | 'stripe' | 'nobody' {
  const source = profile.sources?.[field.name]
  if (field.group === 'custom') return field.source === null ? 'daybook' : 'stripe'
  if (field.group === 'stripe') return source?.from === 'stripe' ? 'stripe' : 'nobody'
  // A no is somebody's own, wherever it was said.
  if (field.name === 'email_unsubscribed') return 'daybook'
  const theirs = source?.from === 'stripe' && !isMissing(fieldOf(profile, field.name))
  return theirs ? 'stripe' : 'daybook'
}

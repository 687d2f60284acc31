import { z } from 'zod/mini'

/** What the address of the builder may bring: a condition to begin with, and a name. */
export const newSegmentSearch = z.object({
  condition: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
  name: z.catch(z.optional(z.string()), undefined),
})

/** What the address of the list may bring: filters of the list of profiles whose people become a list by hand. */
export const segmentsSearch = z.object({
  from: z.catch(
    z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
    undefined,
  ),
})

/** What the address of an edit may bring: a segment whose members are left out from now on. */
export const editSegmentSearch = z.object({
  without: z.catch(z.optional(z.string()), undefined),
})

export const kSegmentTabs = ['members', 'why', 'overlap', 'history'] as const
export const segmentSearch = z.object({
  tab: z.catch(z.optional(z.enum(kSegmentTabs)), undefined),
  person: z.catch(z.optional(z.string()), undefined),
  other: z.catch(z.optional(z.string()), undefined),
  at: z.catch(z.optional(z.number()), undefined),
})

import { createContext, useContext } from 'react'
import type { Field, Segment, SegmentWords, StripeIntegration } from '@/api/types'
import type { Branch, Group } from '@/features/segments/tree/tree'

/** What every row of the builder needs. */
export interface Builder {
  words: SegmentWords
  /** The catalogue, which knows groups, help and resources. */
  fields: Field[]
  /** Those that may be named in a condition. */
  segments: Segment[]
  integration: StripeIntegration | undefined
  currency: string
  zone: string
  /** What is wrong, at the row or group it is about. */
  errors: ReadonlyMap<string, string>
  /** Whether conditions that are not finished are called so. */
  strict: boolean
  unfinished: ReadonlySet<string>
  /** The branch that was made last: it takes the focus. */
  fresh: string | null
  edit: (change: (root: Group) => Group, fresh?: string) => void
  replace: (key: string, next: Branch) => void
}

export const BuilderContext = createContext<Builder | null>(null)

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext)
  if (!builder) throw new Error('useBuilder outside of a builder')
  return builder
}

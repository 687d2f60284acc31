import { createContext, useContext } from 'react'
import type { Block, Place } from '@/features/templates/blocks/tree'

/** What the cards of one e-mail's blocks share. */
export interface BlocksEditing {
  blocks: Block[]
  /** `about`: what is typed at, so that letters make one step of the history; without it, it is a step of its own. */
  edit: (change: (blocks: Block[]) => Block[], about?: string) => void
  selected: string | null
  select: (id: string | null) => void
  /** Moves a block to the next place up or down, and tells where it stands. */
  step: (id: string, by: -1 | 1) => void
  remove: (id: string) => void
  duplicate: (id: string) => void
  add: (type: string, place: Place | null) => void
  /** A block of HTML behind the one that is open, whose own words become what they were `before`. */
  keepLook: (html: string, before: string) => void
  /** Paths of blocks with mistakes or warnings in their own members. */
  troubled: ReadonlySet<string>
  readOnly: boolean
}

export const BlocksContext = createContext<BlocksEditing | null>(null)

export function useBlocksEditing(): BlocksEditing {
  const editing = useContext(BlocksContext)
  if (!editing) throw new Error('a block stands outside of an e-mail')
  return editing
}

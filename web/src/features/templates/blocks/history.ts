import type { Block } from '@/features/templates/blocks/tree'

const kStepsMost = 100
const kTogetherMs = 1_000

export interface History {
  past: Block[][]
  future: Block[][]
  /** What the newest step was about, and when: letters typed one after the other are one step. */
  about: string | null
  at: number
}

export const kNoHistory: History = { past: [], future: [], about: null, at: 0 }

/** The history after a change of `before`. `about` null: a step of its own. */
export function noted(
  history: History,
  before: Block[],
  about: string | null,
  now: number,
): History {
  const together = about !== null && about === history.about && now - history.at < kTogetherMs
  const past = together ? history.past : [...history.past, before].slice(-kStepsMost)
  return { past, future: [], about, at: now }
}

/** One step back, or again forth: the history after it, and what stands then. */
export function stepped(
  history: History,
  current: Block[],
  to: 'past' | 'future',
): { history: History; blocks: Block[] } | null {
  const from = history[to]
  const blocks = from.at(-1)
  if (!blocks) return null
  const other = to === 'past' ? 'future' : 'past'
  const next = {
    ...history,
    [to]: from.slice(0, -1),
    [other]: [...history[other], current],
    about: null,
  }
  return { history: next, blocks }
}

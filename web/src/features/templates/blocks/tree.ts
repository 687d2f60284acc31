import type { TemplateContent } from '@/api/types'

/** A block as the API has it (src/templates/blocks.h); in the editor each has an id. */
export interface Block {
  type: string
  id: string
  blocks?: Block[]
  columns?: Column[]
  [member: string]: unknown
}
export interface Column {
  blocks: Block[]
  width?: number
}

/** Where a block stands, or could: in a list of the whole, of a section, or of a column of columns. */
export interface Place {
  /** The section or columns; null: the whole. */
  into: string | null
  column: number
  index: number
}

let made = 0
/** An id that no other block of the page has. */
export function freshId(): string {
  made += 1
  return `b${Date.now().toString(36)}${made.toString(36)}`
}

function withIds(given: unknown, seen: Set<string>): Block[] {
  if (!Array.isArray(given)) return []
  return given
    .filter((one) => typeof one === 'object' && one !== null)
    .map((one: Record<string, unknown>) => {
      const known = typeof one.id === 'string' && one.id !== '' && !seen.has(one.id)
      const id = known ? (one.id as string) : freshId()
      seen.add(id)
      const block: Block = { ...one, type: String(one.type), id }
      if ('blocks' in one) block.blocks = withIds(one.blocks, seen)
      if (Array.isArray(one.columns)) {
        block.columns = one.columns.map((column: object) => ({
          ...column,
          blocks: withIds((column as { blocks?: unknown }).blocks, seen),
        }))
      }
      return block
    })
}

/** Blocks as they came, each with an id of its own. */
export const readBlocks = (given: unknown): Block[] => withIds(given, new Set())

/** …and as they are sent: the API's types say no more than that they are objects. */
export const asContent = (blocks: Block[]) => blocks as unknown as TemplateContent['blocks']

/** A copy in which every block has another id. */
export function copyOf(block: Block): Block {
  const copy: Block = { ...block, id: freshId() }
  if (block.blocks) copy.blocks = block.blocks.map(copyOf)
  if (block.columns) {
    copy.columns = block.columns.map((one) => ({ ...one, blocks: one.blocks.map(copyOf) }))
  }
  return copy
}

type Change = (list: Block[], place: Omit<Place, 'index'>) => Block[]

/** The tree with each of its lists changed, the outer ones first. */
function eachList(
  blocks: Block[],
  change: Change,
  at: Omit<Place, 'index'> = { into: null, column: 0 },
): Block[] {
  return change(blocks, at).map((block) => {
    if (block.blocks)
      return { ...block, blocks: eachList(block.blocks, change, { into: block.id, column: 0 }) }
    if (!block.columns) return block
    const columns = block.columns.map((one, column) => ({
      ...one,
      blocks: eachList(one.blocks, change, { into: block.id, column }),
    }))
    return { ...block, columns }
  })
}

/** Each block with the path under which findings speak of it: "blocks[0].columns[1].blocks[2]". */
export function walk(
  blocks: readonly Block[],
  visit: (block: Block, path: string, place: Place) => void,
  at = 'blocks',
  into: string | null = null,
  column = 0,
) {
  blocks.forEach((block, index) => {
    const path = `${at}[${index}]`
    visit(block, path, { into, column, index })
    if (block.blocks) walk(block.blocks, visit, `${path}.blocks`, block.id)
    block.columns?.forEach((one, number) => {
      walk(one.blocks, visit, `${path}.columns[${number}].blocks`, block.id, number)
    })
  })
}

export function find(
  blocks: readonly Block[],
  id: string,
): { block: Block; path: string; place: Place } | null {
  let found: { block: Block; path: string; place: Place } | null = null
  walk(blocks, (block, path, place) => {
    if (block.id === id) found = { block, path, place }
  })
  return found
}

export const changed = (blocks: Block[], id: string, change: (block: Block) => Block): Block[] =>
  eachList(blocks, (list) => list.map((one) => (one.id === id ? change(one) : one)))

export const removed = (blocks: Block[], id: string): Block[] =>
  eachList(blocks, (list) => list.filter((one) => one.id !== id))

export const inserted = (blocks: Block[], block: Block, { into, column, index }: Place): Block[] =>
  eachList(blocks, (list, at) =>
    at.into === into && at.column === column ? list.toSpliced(index, 0, block) : list,
  )

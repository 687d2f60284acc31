import { type Block, find, inserted, type Place, removed } from '@/features/templates/blocks/tree'

/** A section stands in no other block, columns in no column. */
export function fits(type: string, into: string | null): boolean {
  if (into === null) return true
  return type !== 'section' && !(type === 'columns' && into === 'columns')
}

/** Everywhere a block of this type may stand, from the top to the bottom. */
export function placesFor(blocks: readonly Block[], type: string): Place[] {
  const places: Place[] = []
  const list = (all: readonly Block[], into: Block | null, column: number) => {
    const may = fits(type, into?.type ?? null)
    const add = (index: number) => may && places.push({ into: into?.id ?? null, column, index })
    all.forEach((block, index) => {
      add(index)
      if (block.blocks) list(block.blocks, block, 0)
      block.columns?.forEach((one, number) => {
        list(one.blocks, block, number)
      })
    })
    add(all.length)
  }
  list(blocks, null, 0)
  return places
}

const isSame = (a: Place, b: Place) =>
  a.into === b.into && a.column === b.column && a.index === b.index

/** The tree with a block at another place, which is counted in the tree without it. */
export function moved(blocks: Block[], id: string, place: Place): Block[] {
  const found = find(blocks, id)
  return found ? inserted(removed(blocks, id), found.block, place) : blocks
}

/** The next place up (-1) or down (1) where a block may stand; null at the end. */
export function nextPlace(blocks: Block[], id: string, by: -1 | 1): Place | null {
  const found = find(blocks, id)
  if (!found) return null
  const places = placesFor(removed(blocks, id), found.block.type)
  const now = places.findIndex((one) => isSame(one, found.place))
  return now < 0 ? null : (places[now + by] ?? null)
}

/** A place named in the tree as it is, in the tree without a block. */
export function placeWithout(blocks: Block[], id: string, place: Place): Place {
  const own = find(blocks, id)?.place
  const before =
    own && own.into === place.into && own.column === place.column && own.index < place.index
  return before ? { ...place, index: place.index - 1 } : place
}

/** Right behind a block. */
export function placeAfter(blocks: readonly Block[], id: string): Place | null {
  const found = find(blocks, id)
  return found ? { ...found.place, index: found.place.index + 1 } : null
}

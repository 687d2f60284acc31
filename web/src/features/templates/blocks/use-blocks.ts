import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplateContent, TemplateFinding } from '@/api/types'
import type { BlocksEditing } from '@/features/templates/blocks/blocks-context'
import { kNoHistory, noted, stepped } from '@/features/templates/blocks/history'
import { moved, nextPlace, placeAfter, placesFor } from '@/features/templates/blocks/places'
import {
  asContent,
  type Block,
  changed,
  copyOf,
  find,
  inserted,
  type Place,
  readBlocks,
  removed,
} from '@/features/templates/blocks/tree'
import { newBlock, typeOf } from '@/features/templates/blocks/types'

/** The block that a finding is about: "blocks[2].html" → "blocks[2]". */
const ownerOf = (part: string) => part.replace(/\.\w+$/, '')

/** An e-mail's blocks as they are edited: a tree, what is selected, steps back and forth. */
export function useBlocks(
  given: TemplateContent['blocks'],
  findings: readonly TemplateFinding[],
  readOnly: boolean,
  onChange: (parts: TemplateContent) => void,
) {
  const { t } = useTranslation()
  const blocks = useMemo(() => readBlocks(given), [given])
  const [history, setHistory] = useState(kNoHistory)
  const [selected, select] = useState<string | null>(null)
  const [told, tell] = useState('')
  const focus = useRef<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is to have the focus is there after the change
  useEffect(() => {
    if (!focus.current) return
    document.querySelector<HTMLElement>(focus.current)?.focus()
    focus.current = null
  }, [blocks])

  const put = (next: Block[]) => onChange({ blocks: asContent(next) })
  const edit: BlocksEditing['edit'] = (change, about) => {
    setHistory((before) => noted(before, blocks, about ?? null, Date.now()))
    put(change(blocks))
  }
  const go = (to: 'past' | 'future') => {
    const done = stepped(history, blocks, to)
    if (!done) return
    setHistory(done.history)
    put(done.blocks)
  }
  const say = (word: 'heading' | 'text' | 'button') => t(`templates.blocks.first.${word}`)

  /** Where it is wanted, else behind the block that is open, else at the end; and opens it. */
  const insert = (block: Block, wanted: Place | null, within = (all: Block[]) => all) => {
    const end: Place = { into: null, column: 0, index: blocks.length }
    const after = selected === null ? null : placeAfter(blocks, selected)
    const place = wanted ?? after ?? end
    const fits = placesFor(blocks, block.type).some(
      ({ into, column }) => into === place.into && column === place.column,
    )
    focus.current = `[data-block="${block.id}"] [data-open]`
    edit((all) => inserted(within(all), block, fits ? place : end))
    select(block.id)
  }

  const editing: BlocksEditing = {
    blocks,
    edit,
    selected,
    select,
    readOnly,
    troubled: useMemo(() => new Set(findings.map(({ part }) => ownerOf(part))), [findings]),
    step: (id, by) => {
      const place = nextPlace(blocks, id, by)
      if (!place) return tell(t('templates.blocks.atEnd'))
      focus.current = `[data-block="${id}"] [data-step="${by}"]`
      edit((all) => moved(all, id, place))
      tell(t(by < 0 ? 'templates.blocks.movedUp' : 'templates.blocks.movedDown'))
    },
    remove: (id) => {
      const found = find(blocks, id)
      if (!found) return
      const left = removed(blocks, id)
      const next =
        left[Math.min(found.place.into === null ? found.place.index : 0, left.length - 1)]
      focus.current = next ? `[data-block="${next.id}"] [data-open]` : '[data-add-block]'
      edit(() => left)
      tell(t('templates.blocks.removed'))
    },
    duplicate: (id) => {
      const found = find(blocks, id)
      const place = placeAfter(blocks, id)
      if (!found || !place) return
      const copy = copyOf(found.block)
      focus.current = `[data-block="${copy.id}"] [data-open]`
      edit((all) => inserted(all, copy, place))
      select(copy.id)
    },
    add: (type, wanted) => {
      const known = typeOf(type)
      if (known) insert(newBlock(known, say), wanted)
    },
    keepLook: (html, before) =>
      insert({ ...newBlock('html', say), html }, null, (all) =>
        selected === null ? all : changed(all, selected, (one) => ({ ...one, html: before })),
      ),
  }
  return {
    editing,
    told,
    undo: history.past.length > 0 ? () => go('past') : null,
    redo: history.future.length > 0 ? () => go('future') : null,
  }
}

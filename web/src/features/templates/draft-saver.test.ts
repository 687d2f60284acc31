import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { Template, TemplateContent } from '@/api/types'
import { DraftSaver } from '@/features/templates/draft-saver'

interface Sent {
  content: TemplateContent
  version: number | undefined
  answer: (template: Partial<Template>) => void
  refuse: (error: unknown) => void
}

function begin() {
  const sent: Sent[] = []
  const states: string[] = []
  let kept: TemplateContent | null = null
  const saver = new DraftSaver(
    (content, version) =>
      new Promise((resolve, reject) => {
        sent.push({ content, version, answer: (one) => resolve(one as Template), refuse: reject })
      }),
    1,
    ({ state }) => states.push(state),
    (pending) => {
      kept = pending
    },
  )
  const at = (index: number): Sent => {
    const one = sent[index]
    if (!one) throw new Error(`nothing was sent as number ${index}`)
    return one
  }
  return { saver, sent, at, states, kept: () => kept }
}

const rest = () => vi.advanceTimersByTimeAsync(5_000)

describe('a draft', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is sent once when typing rests, with all parts that changed', async () => {
    const { saver, sent, at, states, kept } = begin()
    saver.note({ subject: 'a' })
    saver.note({ subject: 'ab' })
    saver.note({ body: 'c' })
    expect(sent).toHaveLength(0)
    expect(kept()).toEqual({ subject: 'ab', body: 'c' })
    await rest()
    expect(sent).toHaveLength(1)
    expect(at(0)).toMatchObject({ content: { subject: 'ab', body: 'c' }, version: 1 })
    at(0).answer({ version: 2 })
    await rest()
    expect(states.at(-1)).toBe('saved')
    expect(kept()).toBeNull()
  })

  it('that changes while it is sent is sent again, against the version that came', async () => {
    const { saver, sent, at } = begin()
    saver.note({ body: 'a' })
    await rest()
    saver.note({ body: 'ab' })
    await rest()
    expect(sent).toHaveLength(1)
    at(0).answer({ version: 2 })
    await rest()
    expect(at(1)).toMatchObject({ content: { body: 'ab' }, version: 2 })
  })

  it('is kept and sent again where the server is away', async () => {
    const { saver, at, states, kept } = begin()
    saver.note({ body: 'a' })
    await vi.advanceTimersByTimeAsync(800)
    at(0).refuse(new Problem(0, 'unreachable', ''))
    await vi.advanceTimersByTimeAsync(100)
    expect(states.at(-1)).toBe('failed')
    expect(kept()).toEqual({ body: 'a' })
    await rest()
    at(1).answer({ version: 2 })
    await rest()
    expect(states.at(-1)).toBe('saved')
  })

  it('that is refused waits for another change', async () => {
    const { saver, sent, at } = begin()
    saver.note({ body: 'a' })
    await rest()
    at(0).refuse(new Problem(400, 'parameter_invalid', ''))
    await rest()
    expect(sent).toHaveLength(1)
    saver.note({ body: 'b' })
    await rest()
    expect(at(1).content).toEqual({ body: 'b' })
  })

  it('that somebody else changed is not sent until one of both is chosen', async () => {
    const { saver, sent, at, states } = begin()
    saver.note({ body: 'a' })
    await rest()
    at(0).refuse(new Problem(409, 'changed_meanwhile', ''))
    await rest()
    saver.note({ subject: 'b' })
    await rest()
    expect(states.at(-1)).toBe('conflict')
    expect(sent).toHaveLength(1)
    void saver.overwrite()
    await rest()
    expect(at(1)).toMatchObject({ content: { body: 'a', subject: 'b' }, version: undefined })
  })

  it('is given up where theirs is taken', async () => {
    const { saver, sent, at, kept } = begin()
    saver.note({ body: 'a' })
    await rest()
    at(0).refuse(new Problem(409, 'changed_meanwhile', ''))
    await rest()
    saver.drop(7)
    expect(kept()).toBeNull()
    saver.note({ body: 'c' })
    await rest()
    expect(sent).toHaveLength(2)
    expect(at(1)).toMatchObject({ content: { body: 'c' }, version: 7 })
  })

  it('is sent at once before it is published, and when the page is left', async () => {
    const { saver, sent, at } = begin()
    saver.note({ body: 'a' })
    const flushed = saver.flush()
    at(0).answer({ version: 2 })
    expect(await flushed).toBe(true)
    saver.note({ body: 'b' })
    saver.close()
    expect(sent).toHaveLength(2)
    at(1).refuse(new Problem(0, 'unreachable', ''))
    await rest()
    expect(sent).toHaveLength(2)
  })

  it('that cannot be sent is told to who waits for it', async () => {
    const { saver, at } = begin()
    saver.note({ body: 'a' })
    const flushed = saver.flush()
    at(0).refuse(new Problem(0, 'unreachable', ''))
    expect(await flushed).toBe(false)
    expect(await begin().saver.flush()).toBe(true)
  })
})

import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'
import { applyEvent } from '@/app/frame/apply-event'

const row = (done: boolean) => ({ resource: 'customers', imported: 1, done })

describe('events', () => {
  it('replace the integration, and read again what a finished resource changes', () => {
    const queries = new QueryClient()
    const invalidate = vi.spyOn(queries, 'invalidateQueries')
    applyEvent(queries, 'integration', { state: 'importing', progress: [row(false)] })
    expect(invalidate).not.toHaveBeenCalled()
    applyEvent(queries, 'integration', { state: 'importing', progress: [row(true)] })
    expect(queries.getQueryData(['integration'])).toMatchObject({ progress: [{ done: true }] })
    expect(invalidate).toHaveBeenCalledWith({ queryKey: ['profile'] })
    expect(invalidate).toHaveBeenCalledWith({ queryKey: ['reports'] })
  })

  it('tell how Stripe is before what was asked for at the start is answered', async () => {
    const queries = new QueryClient()
    let answer: (older: unknown) => void = () => undefined
    const asked = queries.prefetchQuery({
      queryKey: ['integration'],
      queryFn: () => new Promise((resolve) => (answer = resolve)),
    })
    applyEvent(queries, 'integration', { state: 'live', progress: [] })
    answer({ state: 'importing', progress: [] })
    await asked
    expect(queries.getQueryData(['integration'])).toMatchObject({ state: 'live' })
    expect(queries.isFetching()).toBe(0)
  })

  it.each(['export', 'import'] as const)('put an %s into the list once', (kind) => {
    const queries = new QueryClient()
    const list = [`${kind}s`]
    queries.setQueryData(list, { data: [{ id: 'one', state: 'running' }] })
    applyEvent(queries, kind, { id: 'one', state: 'done' })
    applyEvent(queries, kind, { id: 'two', state: 'waiting' })
    expect(queries.getQueryData(list)).toEqual({
      data: [
        { id: 'two', state: 'waiting' },
        { id: 'one', state: 'done' },
      ],
    })
  })

  it('count people on Home as they come', () => {
    const queries = new QueryClient()
    const key = ['reports', 'overview', 30]
    queries.setQueryData(key, { customers: { total: 1, with_email: 1, points: [] }, as_of: 5 })
    applyEvent(queries, 'counters', { profiles: 12, with_email: 9 })
    expect(queries.getQueryData(key)).toEqual({
      customers: { total: 12, with_email: 9, points: [] },
      as_of: 5,
    })
  })

  it('gather changes of many people', () => {
    vi.useFakeTimers()
    const queries = new QueryClient()
    const invalidate = vi.spyOn(queries, 'invalidateQueries')
    for (let i = 0; i < 50; ++i) applyEvent(queries, 'profile', { id: 'prf_1' })
    vi.advanceTimersByTime(1000)
    expect(invalidate.mock.calls.length).toBe(2)
    vi.useRealTimers()
  })
})

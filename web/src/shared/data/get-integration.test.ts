import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import type { StripeIntegration } from '@/api/types'
import { integrationQuery, takeIntegration } from '@/shared/data/get-integration'

const importing = (imported: number) =>
  ({ state: 'importing', progress: [{ imported }] }) as unknown as StripeIntegration

it('asks again after an act, whose answer may be older than what the stream told', async () => {
  const queries = new QueryClient()
  const asked: string[] = []
  queries.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.state.isInvalidated) asked.push(String(query.queryKey))
  })
  queries.setQueryData(integrationQuery.queryKey, importing(100))
  takeIntegration(queries, importing(0))
  expect(queries.getQueryData(integrationQuery.queryKey)).toEqual(importing(0))
  expect(asked).toEqual(['integration'])
})

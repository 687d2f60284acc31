import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { wordsQuery } from '@/features/segments/api/get-words'
import { accountQuery } from '@/shared/data/get-account'
import { integrationQuery } from '@/shared/data/get-integration'
import { fieldsQuery } from '@/shared/data/list-fields'
import { segmentsQuery } from '@/shared/data/list-segments'

/** All that a builder needs to know of the shop before it can be used; nothing while some of it is awaited. */
export function useShop() {
  const [words, fields, segments, integration, account] = useQueries({
    queries: [wordsQuery, fieldsQuery, segmentsQuery, integrationQuery, accountQuery],
  })
  const error = words.error ?? fields.error ?? segments.error ?? account.error
  const shop = useMemo(() => {
    if (!words.data || !fields.data || !segments.data || !account.data) return null
    return {
      words: words.data,
      fields: fields.data.data,
      segments: segments.data,
      integration: integration.data,
      currency: words.data.currency ?? 'usd',
      zone: account.data.time_zone,
    }
  }, [words.data, fields.data, segments.data, integration.data, account.data])
  const retry = () => {
    for (const query of [words, fields, segments, account]) if (query.error) void query.refetch()
  }
  return { shop, error, retry }
}

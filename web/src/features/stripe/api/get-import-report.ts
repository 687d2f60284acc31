import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

/** What came of the import: how many customers became how many profiles, and what was not counted. */
export const importReportQuery = queryOptions({
  queryKey: ['reports', 'import'],
  queryFn: async ({ signal }) => answered(await api.GET('/v1/reports/import', { signal })),
})

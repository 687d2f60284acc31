import { answered, api, idempotencyKey } from '@/api/client'
import type { ListFilter } from '@/features/profiles/filters'

/** Starts the job that writes all people whom the filter fits. */
export async function createExport(format: 'csv' | 'jsonl', filter: ListFilter) {
  return answered(
    await api.POST('/v1/exports', {
      body: { kind: 'profiles', format, filter },
      headers: idempotencyKey(),
    }),
  )
}

import { answered, api, idempotencyKey } from '@/api/client'
import type { ImportBegin } from '@/api/types'

/** Imports the file, in the background. */
export async function startImport(id: string, body: ImportBegin) {
  return answered(
    await api.POST('/v1/imports/{id}/start', {
      params: { path: { id } },
      body,
      headers: idempotencyKey(),
    }),
  )
}

import { answered, api, idempotencyKey } from '@/api/client'
import type { ImportBegin } from '@/api/types'

/** Says what the file would come to. */
export async function checkImport(id: string, body: ImportBegin) {
  return answered(
    await api.POST('/v1/imports/{id}/check', {
      params: { path: { id } },
      body,
      headers: idempotencyKey(),
    }),
  )
}

import { answered, api, idempotencyKey } from '@/api/client'

/** Adds whom a CSV file names to a static segment. */
export async function importMembers(id: string, csv: string, reason: string | null) {
  return answered(
    await api.POST('/v1/segments/{id}/members/import', {
      params: { path: { id } },
      body: { csv, reason },
      headers: idempotencyKey(),
    }),
  )
}

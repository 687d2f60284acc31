import { answered, api, idempotencyKey } from '@/api/client'

/** Begins an import; the pieces of its file follow. */
export async function createImport(name: string) {
  return answered(
    await api.POST('/v1/imports', {
      body: { kind: 'profiles', name },
      headers: idempotencyKey(),
    }),
  )
}

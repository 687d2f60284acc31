import { answered, api } from '@/api/client'

/** A piece of an import's file, which begins at `offset`. */
export async function uploadPiece(id: string, offset: number, piece: Blob) {
  return answered(
    await api.PUT('/v1/imports/{id}/file', {
      params: { path: { id }, query: { offset } },
      body: piece as never,
      bodySerializer: (bytes: unknown) => bytes as Blob,
      headers: { 'Content-Type': 'text/csv' },
    }),
  )
}

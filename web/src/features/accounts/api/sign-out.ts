import { api } from '@/api/client'

export async function signOut() {
  await api.DELETE('/v1/session')
}

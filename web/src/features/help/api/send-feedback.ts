import { answered, api } from '@/api/client'

export async function sendFeedback(slug: string, body: { helpful: boolean; comment?: string }) {
  return answered(await api.POST('/v1/help/{slug}/feedback', { params: { path: { slug } }, body }))
}

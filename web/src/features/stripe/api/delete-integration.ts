import { answered, api } from '@/api/client'

/** Forgets the key; keeps or erases what was read. */
export async function deleteIntegration(data: 'keep' | 'erase') {
  return answered(await api.DELETE('/v1/integrations/stripe', { params: { query: { data } } }))
}

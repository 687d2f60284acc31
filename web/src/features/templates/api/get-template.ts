import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

export async function getTemplate(id: string, signal?: AbortSignal) {
  return answered(
    await api.GET('/v1/templates/{id}', {
      params: { path: { id } },
      ...(signal ? { signal } : {}),
    }),
  )
}

/** One template with its draft. What is edited is not read again behind one's back. */
export function templateQuery(id: string) {
  return queryOptions({
    queryKey: ['templates', 'one', id],
    queryFn: ({ signal }) => getTemplate(id, signal),
    refetchOnWindowFocus: false,
  })
}

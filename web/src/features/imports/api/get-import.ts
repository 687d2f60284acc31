import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

const kWhileWorkingMs = 500

/** One import, asked again as long as it works. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: async ({ signal }) =>
      answered(await api.GET('/v1/imports/{id}', { params: { path: { id } }, signal })),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.state === 'checking' || state.data?.state === 'running' ? kWhileWorkingMs : false,
  })

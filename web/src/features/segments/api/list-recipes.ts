import { queryOptions } from '@tanstack/react-query'
import { answered, api } from '@/api/client'

const kPollMs = 1_000

/** Ready-made segments; asked again until the shop has counted whom each would mean. */
export const recipesQuery = queryOptions({
  queryKey: ['segments', 'recipes'],
  queryFn: async ({ signal }) => answered(await api.GET('/v1/segment-recipes', { signal })),
  refetchInterval: ({ state }) =>
    state.data?.data.some((recipe) => recipe.counted === null) ? kPollMs : false,
  staleTime: 60_000,
})

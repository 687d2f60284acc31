import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { onServerReturned } from '@/api/connection'
import { asProblem } from '@/api/problem'
import { reportSessionEnded } from '@/api/session-ended'

function noteEndedSession(error: unknown) {
  if (asProblem(error).sessionEnded) reportSessionEnded()
}

/** What was refused stays refused; what failed on the way is tried again. */
function worthRetrying(failures: number, error: unknown): boolean {
  const { status } = asProblem(error)
  return failures < 2 && (status === 429 || status >= 500)
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteEndedSession }),
  mutationCache: new MutationCache({ onError: noteEndedSession }),
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: 10_000, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})

onServerReturned(() => {
  void queryClient.invalidateQueries()
})

import { redirect } from '@tanstack/react-router'
import { asProblem } from '@/api/problem'
import { queryClient } from '@/api/query-client'
import { integrationQuery } from '@/shared/data/get-integration'
import { sessionQuery } from '@/shared/data/get-session'
import { exportsQuery } from '@/shared/data/list-exports'

/** Lets people of the house pass; others sign in and come back to `href`. */
export async function requireSession(href: string): Promise<void> {
  try {
    await queryClient.ensureQueryData(sessionQuery)
  } catch (error) {
    if (asProblem(error).status !== 401) throw error
    throw redirect({ to: '/sign-in', search: { return: href === '/' ? undefined : href } })
  }
  // What every screen shows, asked for while the screen itself is fetched.
  if (!queryClient.getQueryData(integrationQuery.queryKey)) {
    void queryClient.prefetchQuery(integrationQuery)
    void queryClient.prefetchQuery(exportsQuery)
  }
}

import { createRouter } from '@tanstack/react-router'
import { RouteError } from '@/app/route-error'
import { RoutePending } from '@/app/route-pending'
import { routeTree } from '@/app/routes'
import { NothingHere } from '@/shared/ui/nothing-here'

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultPendingComponent: RoutePending,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NothingHere,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

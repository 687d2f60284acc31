import { createRouter } from '@tanstack/react-router'
import { NotFoundPage } from '@/app/not-found-page'
import { RouteError } from '@/app/route-error'
import { RoutePending } from '@/app/route-pending'
import { routeTree } from '@/app/routes'

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultPendingComponent: RoutePending,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

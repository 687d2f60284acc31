import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router'
import { z } from 'zod/mini'
import { Frame } from '@/app/frame/frame'
import { requireSession } from '@/app/require-session'

// A check of values without made code: the policy of the page forbids it.
z.config({ jitless: true })

export const root = createRootRoute({ component: Outlet })

/** For people of the house. */
export const house = createRoute({
  getParentRoute: () => root,
  id: 'house',
  component: Frame,
  beforeLoad: ({ location }) => requireSession(location.href),
})

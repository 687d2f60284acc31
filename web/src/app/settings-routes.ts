import { createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { house } from '@/app/root-routes'

const parent = createRoute({
  getParentRoute: () => house,
  path: '/settings',
  beforeLoad: ({ location }) => {
    if (location.pathname === '/settings') throw redirect({ to: '/settings/account' })
  },
  component: Outlet,
})

const stripe = createRoute({
  getParentRoute: () => parent,
  path: '/integrations/stripe',
  component: lazyRouteComponent(() => import('@/features/stripe/stripe-page'), 'StripePage'),
})

const fields = createRoute({
  getParentRoute: () => parent,
  path: '/fields',
  component: lazyRouteComponent(() => import('@/features/fields/fields-page'), 'FieldsPage'),
})

const brand = createRoute({
  getParentRoute: () => parent,
  path: '/brand',
  component: lazyRouteComponent(() => import('@/features/templates/brand-page'), 'BrandPage'),
})

const account = createRoute({
  getParentRoute: () => parent,
  path: '/account',
  component: lazyRouteComponent(() => import('@/features/accounts/account-page'), 'AccountPage'),
})

const team = createRoute({
  getParentRoute: () => parent,
  path: '/team',
  component: lazyRouteComponent(() => import('@/features/accounts/team-page'), 'TeamPage'),
})

const apiKeys = createRoute({
  getParentRoute: () => parent,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('@/features/accounts/api-keys-page'), 'ApiKeysPage'),
})

const audit = createRoute({
  getParentRoute: () => parent,
  path: '/audit',
  component: lazyRouteComponent(() => import('@/features/accounts/audit-page'), 'AuditPage'),
})

const you = createRoute({
  getParentRoute: () => parent,
  path: '/you',
  component: lazyRouteComponent(() => import('@/features/accounts/you-page'), 'YouPage'),
})

export const settings = parent.addChildren([
  stripe,
  fields,
  brand,
  account,
  team,
  apiKeys,
  audit,
  you,
])

import {
  createRootRoute,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { z } from 'zod/mini'
import { Frame } from '@/app/frame/frame'
import { requireSession } from '@/app/require-session'
import { profileSearch, profilesSearch } from '@/features/profiles/search-params'
import { NothingHere } from '@/shared/ui/nothing-here'

// A check of values without made code: the policy of the page forbids it.
z.config({ jitless: true })

const root = createRootRoute({ component: Outlet })

// ---- open to everybody ----

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ return: z.optional(z.string()) }),
  component: lazyRouteComponent(() => import('@/features/accounts/sign-in-page'), 'SignInPage'),
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('@/features/accounts/welcome-page'), 'WelcomePage'),
})

// ---- for people of the house ----

const house = createRoute({
  getParentRoute: () => root,
  id: 'house',
  component: Frame,
  beforeLoad: ({ location }) => requireSession(location.href),
})

const home = createRoute({
  getParentRoute: () => house,
  path: '/',
  component: lazyRouteComponent(() => import('@/app/home-page'), 'HomePage'),
})

const start = createRoute({
  getParentRoute: () => house,
  path: '/start',
  component: lazyRouteComponent(() => import('@/app/start-page'), 'StartPage'),
})

const profiles = createRoute({
  getParentRoute: () => house,
  path: '/profiles',
  validateSearch: profilesSearch,
  component: lazyRouteComponent(() => import('@/features/profiles/profiles-page'), 'ProfilesPage'),
})

const profile = createRoute({
  getParentRoute: () => house,
  path: '/profiles/$id',
  validateSearch: profileSearch,
  component: lazyRouteComponent(() => import('@/features/profiles/profile-page'), 'ProfilePage'),
})

const settings = createRoute({
  getParentRoute: () => house,
  path: '/settings',
  beforeLoad: ({ location }) => {
    if (location.pathname === '/settings') throw redirect({ to: '/settings/account' })
  },
  component: Outlet,
})

const stripe = createRoute({
  getParentRoute: () => settings,
  path: '/integrations/stripe',
  component: lazyRouteComponent(() => import('@/features/stripe/stripe-page'), 'StripePage'),
})

const fields = createRoute({
  getParentRoute: () => settings,
  path: '/fields',
  component: lazyRouteComponent(() => import('@/features/fields/fields-page'), 'FieldsPage'),
})

const account = createRoute({
  getParentRoute: () => settings,
  path: '/account',
  component: lazyRouteComponent(() => import('@/features/accounts/account-page'), 'AccountPage'),
})

const team = createRoute({
  getParentRoute: () => settings,
  path: '/team',
  component: lazyRouteComponent(() => import('@/features/accounts/team-page'), 'TeamPage'),
})

const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('@/features/accounts/api-keys-page'), 'ApiKeysPage'),
})

const audit = createRoute({
  getParentRoute: () => settings,
  path: '/audit',
  component: lazyRouteComponent(() => import('@/features/accounts/audit-page'), 'AuditPage'),
})

const you = createRoute({
  getParentRoute: () => settings,
  path: '/you',
  component: lazyRouteComponent(() => import('@/features/accounts/you-page'), 'YouPage'),
})

const helpList = createRoute({
  getParentRoute: () => house,
  path: '/help',
  validateSearch: z.object({ query: z.optional(z.string()) }),
  component: lazyRouteComponent(() => import('@/features/help/help-page'), 'HelpPage'),
})

const helpArticle = createRoute({
  getParentRoute: () => house,
  path: '/help/$slug',
  component: lazyRouteComponent(() => import('@/features/help/article-page'), 'ArticlePage'),
})

const elsewhere = createRoute({ getParentRoute: () => house, path: '$', component: NothingHere })

export const routeTree = root.addChildren([
  signIn,
  welcome,
  house.addChildren([
    home,
    start,
    profiles,
    profile,
    settings.addChildren([stripe, fields, account, team, apiKeys, audit, you]),
    helpList,
    helpArticle,
    elsewhere,
  ]),
])

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod/mini'
import { homeData, profilesData } from '@/app/first-data'
import { house, root } from '@/app/root-routes'
import { settings } from '@/app/settings-routes'
import { template, templateStarts, templates } from '@/app/template-routes'
import { profileSearch, profilesSearch } from '@/features/profiles/search-params'
import {
  editSegmentSearch,
  newSegmentSearch,
  segmentSearch,
  segmentsSearch,
} from '@/features/segments/search-params'
import { NothingHere } from '@/shared/ui/nothing-here'

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

const home = createRoute({
  getParentRoute: () => house,
  path: '/',
  loader: homeData,
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
  loaderDeps: ({ search }) => search,
  loader: profilesData,
  component: lazyRouteComponent(() => import('@/features/profiles/profiles-page'), 'ProfilesPage'),
})

const importPeople = createRoute({
  getParentRoute: () => house,
  path: '/profiles/import',
  validateSearch: z.object({ id: z.optional(z.string()) }),
  component: lazyRouteComponent(() => import('@/features/imports/import-page'), 'ImportPage'),
})

const profile = createRoute({
  getParentRoute: () => house,
  path: '/profiles/$id',
  validateSearch: profileSearch,
  component: lazyRouteComponent(() => import('@/features/profiles/profile-page'), 'ProfilePage'),
})

const segments = createRoute({
  getParentRoute: () => house,
  path: '/segments',
  validateSearch: segmentsSearch,
  component: lazyRouteComponent(() => import('@/features/segments/segments-page'), 'SegmentsPage'),
})

const newSegment = createRoute({
  getParentRoute: () => house,
  path: '/segments/new',
  validateSearch: newSegmentSearch,
  component: lazyRouteComponent(
    () => import('@/features/segments/new-segment-page'),
    'NewSegmentPage',
  ),
})

const editSegment = createRoute({
  getParentRoute: () => house,
  path: '/segments/$id/edit',
  validateSearch: editSegmentSearch,
  component: lazyRouteComponent(
    () => import('@/features/segments/edit-segment-page'),
    'EditSegmentPage',
  ),
})

const recipes = createRoute({
  getParentRoute: () => house,
  path: '/segments/recipes',
  component: lazyRouteComponent(() => import('@/features/segments/recipes-page'), 'RecipesPage'),
})

const segment = createRoute({
  getParentRoute: () => house,
  path: '/segments/$id',
  validateSearch: segmentSearch,
  component: lazyRouteComponent(() => import('@/app/segment-page'), 'SegmentPage'),
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
    importPeople,
    profile,
    segments,
    newSegment,
    recipes,
    editSegment,
    segment,
    templates,
    templateStarts,
    template,
    settings,
    helpList,
    helpArticle,
    elsewhere,
  ]),
])

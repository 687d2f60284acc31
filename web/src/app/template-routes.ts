import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { house } from '@/app/root-routes'
import { templatesSearch } from '@/features/templates/search-params'

export const templates = createRoute({
  getParentRoute: () => house,
  path: '/templates',
  validateSearch: templatesSearch,
  component: lazyRouteComponent(
    () => import('@/features/templates/templates-page'),
    'TemplatesPage',
  ),
})

export const templateStarts = createRoute({
  getParentRoute: () => house,
  path: '/templates/starts',
  component: lazyRouteComponent(
    () => import('@/features/templates/starts/starts-page'),
    'StartsPage',
  ),
})

export const template = createRoute({
  getParentRoute: () => house,
  path: '/templates/$id',
  component: lazyRouteComponent(() => import('@/features/templates/template-page'), 'TemplatePage'),
})

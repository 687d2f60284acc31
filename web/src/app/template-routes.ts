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

export const template = createRoute({
  getParentRoute: () => house,
  path: '/templates/$id',
  component: lazyRouteComponent(() => import('@/features/templates/template-page'), 'TemplatePage'),
})

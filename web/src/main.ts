import { pageOf } from '@/app/page-of'

// Both are asked for at once: the page need not wait until what draws it has run. What cannot be fetched the router asks for
// again, and says so.
pageOf(location.pathname)?.().catch(() => undefined)
void import('@/app/start')

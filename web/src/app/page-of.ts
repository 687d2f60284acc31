/** The pages that most visits begin with, each a part of the program of its own, by the address. */
const kPages: [RegExp, () => Promise<unknown>][] = [
  [/^\/$/, () => import('@/app/home-page')],
  [/^\/sign-in$/, () => import('@/features/accounts/sign-in-page')],
  [/^\/profiles$/, () => import('@/features/profiles/profiles-page')],
  [/^\/profiles\/prf_\w+$/, () => import('@/features/profiles/profile-page')],
  [/^\/segments$/, () => import('@/features/segments/segments-page')],
  [/^\/segments\/seg_\w+$/, () => import('@/app/segment-page')],
  [/^\/templates$/, () => import('@/features/templates/templates-page')],
  [/^\/templates\/tpl_\w+$/, () => import('@/features/templates/template-page')],
]

export function pageOf(path: string): (() => Promise<unknown>) | undefined {
  return kPages.find(([pattern]) => pattern.test(path))?.[1]
}

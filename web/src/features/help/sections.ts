import type { TFunction } from 'i18next'
import type { HelpArticle } from '@/api/types'
import { help } from '@/strings/en/help'

const kOrder = [
  'start',
  'stripe',
  'profiles',
  'segments',
  'templates',
  'reports',
  'accounts',
  'help',
]

/** Articles by section: the first steps first, then as the navigation goes, unknown sections last. */
export function sections(articles: HelpArticle[]): [string, HelpArticle[]][] {
  const by = new Map<string, HelpArticle[]>()
  for (const article of articles)
    by.set(article.section, [...(by.get(article.section) ?? []), article])
  const place = (section: string) => {
    const index = kOrder.indexOf(section)
    return index === -1 ? kOrder.length : index
  }
  return [...by].sort(([a], [b]) => place(a) - place(b))
}

export function sectionName(t: TFunction, section: string): string {
  return section in help.section
    ? t(`help.section.${section as keyof typeof help.section}`)
    : section
}

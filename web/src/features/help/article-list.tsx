import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HelpArticle } from '@/api/types'
import { ArticleLink } from '@/features/help/article-link'
import { sectionName, sections } from '@/features/help/sections'
import { Panel } from '@/shared/ui/panel'

/** Articles, by section or (found by a search) as they come. */
export function ArticleList({
  articles,
  bySection,
}: {
  articles: HelpArticle[]
  bySection: boolean
}) {
  const { t } = useTranslation()
  const links = (of: HelpArticle[]) => (
    <Stack gap="sm">
      {of.map((article) => (
        <ArticleLink key={article.id} article={article} />
      ))}
    </Stack>
  )
  if (!bySection) return <Panel>{links(articles)}</Panel>
  return (
    <Stack gap="lg">
      {sections(articles).map(([section, of]) => (
        <Panel key={section} title={sectionName(t, section)}>
          {links(of)}
        </Panel>
      ))}
    </Stack>
  )
}

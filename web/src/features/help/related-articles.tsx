import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { articlesQuery } from '@/features/help/api/list-articles'
import { ArticleLink } from '@/features/help/article-link'
import { Panel } from '@/shared/ui/panel'

export function RelatedArticles({ slugs }: { slugs: string[] }) {
  const { t } = useTranslation()
  const all = useQuery(articlesQuery('')).data?.data ?? []
  const related = slugs.flatMap((slug) => all.find((article) => article.id === slug) ?? [])
  if (related.length === 0) return null
  return (
    <Panel title={t('help.related')}>
      <Stack gap="sm">
        {related.map((article) => (
          <ArticleLink key={article.id} article={article} />
        ))}
      </Stack>
    </Panel>
  )
}

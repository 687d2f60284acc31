import { Anchor, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { articleQuery } from '@/features/help/api/get-article'
import { ArticleBody } from '@/features/help/article-body'
import { FeedbackForm } from '@/features/help/feedback-form'
import { RelatedArticles } from '@/features/help/related-articles'
import { NothingHere } from '@/shared/ui/nothing-here'
import { Page } from '@/shared/ui/page'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'
import '@/strings/en/help'

export function ArticlePage() {
  const { t } = useTranslation()
  const { slug } = useParams({ from: '/house/help/$slug' })
  const article = useQuery(articleQuery(slug))
  if (article.error && asProblem(article.error).status === 404) return <NothingHere />
  return (
    <Page
      title={article.data?.title ?? t('help.title')}
      lead={article.data?.summary}
      width="narrow"
    >
      <Stack gap="lg">
        <Anchor size="sm" renderRoot={(props) => <Link to="/help" {...props} />}>
          {t('help.all')}
        </Anchor>
        <Panel>
          <QueryView query={article}>{(data) => <ArticleBody html={data.html ?? ''} />}</QueryView>
        </Panel>
        {article.data && (
          <>
            <FeedbackForm key={slug} slug={slug} />
            <RelatedArticles slugs={article.data.related} />
          </>
        )}
      </Stack>
    </Page>
  )
}

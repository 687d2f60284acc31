import { Stack, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconZoomQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { articlesQuery } from '@/features/help/api/list-articles'
import { ArticleList } from '@/features/help/article-list'
import { FeedbackPanel } from '@/features/help/feedback-panel'
import { useCan } from '@/shared/data/use-can'
import { Empty } from '@/shared/ui/empty'
import { Page } from '@/shared/ui/page'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'

export function HelpPage() {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/help' })
  const words = useSearch({ from: '/house/help' }).query ?? ''
  const admin = useCan('admin')
  const [typed, setTyped] = useState(words)
  const articles = useQuery(articlesQuery(words))
  const search = useDebouncedCallback((value: string) => {
    void navigate({ search: { query: value.trim() || undefined }, replace: true })
  }, 150)
  return (
    <Page title={t('help.title')} lead={t('help.lead')} width="narrow">
      <Stack gap="lg">
        <TextInput
          size="md"
          aria-label={t('help.search')}
          placeholder={t('help.search')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            search(event.currentTarget.value)
          }}
          data-page-search
        />
        <QueryView query={articles}>
          {(list) =>
            list.data.length > 0 ? (
              <ArticleList articles={list.data} bySection={words === ''} />
            ) : (
              <Panel>
                <Empty
                  icon={IconZoomQuestion}
                  title={t('help.nothing')}
                  text={t('help.nothingText')}
                />
              </Panel>
            )
          }
        </QueryView>
        {admin && words === '' && <FeedbackPanel />}
      </Stack>
    </Page>
  )
}

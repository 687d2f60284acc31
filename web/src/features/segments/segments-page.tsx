import { Button, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NoSegments } from '@/features/segments/no-segments'
import { SegmentTable } from '@/features/segments/segment-table'
import { matching } from '@/features/segments/uses'
import { segmentsQuery } from '@/shared/data/list-segments'
import { useCan } from '@/shared/data/use-can'
import { Page } from '@/shared/ui/page'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'

export function SegmentsPage() {
  const { t } = useTranslation()
  const may = useCan('write')
  const [words, setWords] = useState('')
  const query = useQuery({ ...segmentsQuery, refetchOnMount: 'always' })
  return (
    <Page
      title={t('segments.title')}
      lead={t('segments.lead')}
      help="segments"
      actions={
        may && (
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/segments/new" {...props} />}
          >
            {t('segments.create')}
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {(all) =>
          all.length === 0 ? (
            <NoSegments />
          ) : (
            <Stack gap="sm">
              <TextInput
                maw={420}
                aria-label={t('segments.search')}
                placeholder={t('segments.search')}
                leftSection={<IconSearch size={16} aria-hidden />}
                value={words}
                onChange={(event) => setWords(event.currentTarget.value)}
                data-page-search
                autoComplete="off"
              />
              <Panel flush>
                <SegmentTable segments={matching(all, words)} all={all} />
                {matching(all, words).length === 0 && (
                  <Text size="sm" c="dimmed" p="lg" role="status">
                    {t('segments.searchNone')}
                  </Text>
                )}
              </Panel>
            </Stack>
          )
        }
      </QueryView>
    </Page>
  )
}

import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NewStatic } from '@/features/segments/new-static'
import { NoSegments } from '@/features/segments/no-segments'
import { SegmentTable } from '@/features/segments/segment-table'
import { shown } from '@/features/segments/uses'
import { segmentsQuery } from '@/shared/data/list-segments'
import { useCan } from '@/shared/data/use-can'
import { Page } from '@/shared/ui/page'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'
import '@/strings/en/segments'

export function SegmentsPage() {
  const { t } = useTranslation()
  const may = useCan('write')
  const [words, setWords] = useState('')
  const [archived, setArchived] = useState(false)
  const navigate = useNavigate({ from: '/segments' })
  const { from } = useSearch({ from: '/house/segments' })
  const [listing, list] = useDisclosure(from !== undefined)
  const close = () => {
    list.close()
    void navigate({ search: {}, replace: true })
  }
  const query = useQuery({ ...segmentsQuery, refetchOnMount: 'always' })
  return (
    <Page
      title={t('segments.title')}
      lead={t('segments.lead')}
      help="segments"
      actions={
        may && (
          <>
            <Button variant="default" onClick={list.open}>
              {t('segments.fixed.create')}
            </Button>
            <Button
              variant="default"
              renderRoot={(props) => <Link to="/segments/recipes" {...props} />}
            >
              {t('segments.recipes.button')}
            </Button>
            <Button
              leftSection={<IconPlus size={16} aria-hidden />}
              renderRoot={(props) => <Link to="/segments/new" {...props} />}
            >
              {t('segments.create')}
            </Button>
            <NewStatic opened={listing} from={from} onClose={close} />
          </>
        )
      }
    >
      <QueryView query={query}>
        {(all) =>
          all.length === 0 ? (
            <NoSegments />
          ) : (
            <Stack gap="sm">
              <Group gap="md">
                <TextInput
                  flex="0 1 420px"
                  aria-label={t('segments.search')}
                  placeholder={t('segments.search')}
                  leftSection={<IconSearch size={16} aria-hidden />}
                  value={words}
                  onChange={(event) => setWords(event.currentTarget.value)}
                  data-page-search
                  autoComplete="off"
                />
                {all.some((segment) => segment.archived) && (
                  <Checkbox
                    label={t('segments.archivedToo')}
                    checked={archived}
                    onChange={(event) => setArchived(event.currentTarget.checked)}
                  />
                )}
              </Group>
              <Panel flush>
                <SegmentTable segments={shown(all, words, archived)} all={all} />
                {shown(all, words, archived).length === 0 && (
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

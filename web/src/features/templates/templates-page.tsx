import { Button, Chip, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { archivedTemplatesQuery, templatesQuery } from '@/features/templates/api/list-templates'
import { kKinds } from '@/features/templates/content'
import { NewTemplate } from '@/features/templates/new-template'
import { NoTemplates } from '@/features/templates/no-templates'
import { matching, type TemplatesSearch } from '@/features/templates/search-params'
import { TemplateTable } from '@/features/templates/template-table'
import { useCan } from '@/shared/data/use-can'
import { Page } from '@/shared/ui/page'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'
import '@/strings/en/templates'

export function TemplatesPage() {
  const { t } = useTranslation()
  const may = useCan('write')
  const search = useSearch({ from: '/house/templates' })
  const navigate = useNavigate({ from: '/templates' })
  const [making, make] = useDisclosure()
  const query = useQuery({
    ...(search.archived ? archivedTemplatesQuery : templatesQuery),
    refetchOnMount: 'always',
  })
  const narrow = (next: TemplatesSearch) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true, resetScroll: false })
  return (
    <Page
      title={t('templates.title')}
      lead={t('templates.lead')}
      help="templates"
      actions={
        may && (
          <>
            <Button
              variant="default"
              renderRoot={(props) => <Link to="/templates/starts" {...props} />}
            >
              {t('templates.starts.title')}
            </Button>
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={make.open}>
              {t('templates.create')}
            </Button>
          </>
        )
      }
    >
      <NewTemplate opened={making} onClose={make.close} />
      <QueryView query={query}>
        {(all) =>
          all.length === 0 && !search.archived ? (
            <NoTemplates onMake={make.open} />
          ) : (
            <Stack gap="sm">
              <Group gap="sm">
                <TextInput
                  flex="1 1 240px"
                  maw={420}
                  aria-label={t('templates.search')}
                  placeholder={t('templates.search')}
                  leftSection={<IconSearch size={16} aria-hidden />}
                  value={search.query ?? ''}
                  onChange={(event) => narrow({ query: event.currentTarget.value || undefined })}
                  data-page-search
                  autoComplete="off"
                />
                <NativeSelect
                  aria-label={t('templates.kind')}
                  value={search.kind ?? ''}
                  onChange={(event) => {
                    const { value } = event.currentTarget
                    narrow({ kind: kKinds.find((kind) => kind === value) })
                  }}
                  data={[
                    { value: '', label: t('templates.allKinds') },
                    ...kKinds.map((kind) => ({ value: kind, label: t(`templates.kinds.${kind}`) })),
                  ]}
                />
                <Chip
                  checked={search.archived === true}
                  onChange={(on) => narrow({ archived: on || undefined })}
                >
                  {t('templates.archive.filter')}
                </Chip>
              </Group>
              <Panel flush>
                <TemplateTable templates={matching(all, search)} />
                {matching(all, search).length === 0 && (
                  <Text size="sm" c="dimmed" p="lg" role="status">
                    {t(all.length === 0 ? 'templates.archive.none' : 'templates.searchNone')}
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

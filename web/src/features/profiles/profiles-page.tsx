import { Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import { profilesQuery } from '@/features/profiles/api/list-profiles'
import { ColumnMenu } from '@/features/profiles/column-menu'
import { chosenColumns } from '@/features/profiles/columns'
import { ExportMenu } from '@/features/profiles/export-menu'
import { FilterBar } from '@/features/profiles/filter-bar'
import { filterOf } from '@/features/profiles/filters'
import { ImportLink } from '@/features/profiles/import-link'
import { NewProfile } from '@/features/profiles/new-profile'
import { NoProfiles } from '@/features/profiles/no-profiles'
import { Pager } from '@/features/profiles/pager'
import { ProfileTable } from '@/features/profiles/profile-table'
import { SearchField } from '@/features/profiles/search-field'
import { useFollow } from '@/features/profiles/use-follow'
import { fieldsQuery } from '@/shared/data/list-fields'
import { Page } from '@/shared/ui/page'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { RowsSkeleton } from '@/shared/ui/rows-skeleton'
import '@/strings/en/fields'
import '@/strings/en/segments'

const kNone: Field[] = []

export function ProfilesPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/house/profiles' })
  const filter = filterOf(search)
  const { after, before } = search
  const list = useQuery(profilesQuery(filter, { after, before }))
  const fields = useQuery(fieldsQuery).data?.data ?? kNone
  const key = JSON.stringify([filter, after, before])
  const { rows, waiting, showAll, setAtTop } = useFollow(list, key)
  const columns = useMemo(() => chosenColumns(search.columns, fields), [search.columns, fields])
  return (
    <Page
      title={t('profiles.title')}
      lead={t('profiles.lead')}
      help="profiles"
      actions={
        <>
          <ColumnMenu fields={fields} chosen={columns} />
          <ExportMenu filter={filter} />
          <ImportLink />
          <NewProfile />
        </>
      }
    >
      <Stack gap="sm">
        <Group gap="sm" align="flex-start">
          <SearchField words={search.query ?? ''} />
          <FilterBar filter={filter} />
        </Group>
        {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
        {!rows && !list.error && (
          <Panel>
            <RowsSkeleton rows={12} height={22} />
          </Panel>
        )}
        {rows && rows.length === 0 && <NoProfiles filtered={Object.keys(filter).length > 0} />}
        {rows && rows.length > 0 && (
          <>
            <ProfileTable
              caption={t('profiles.caption')}
              rows={rows}
              columns={columns}
              waiting={waiting}
              onShowAll={showAll}
              onTop={setAtTop}
              stale={list.isPlaceholderData}
              resetKey={key}
            />
            <Pager
              rows={rows}
              hasMore={list.data?.has_more ?? false}
              after={after}
              before={before}
            />
          </>
        )}
      </Stack>
    </Page>
  )
}

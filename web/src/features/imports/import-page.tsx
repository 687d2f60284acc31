import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { importQuery } from '@/features/imports/api/get-import'
import { ImportFile } from '@/features/imports/import-file'
import { ImportMap } from '@/features/imports/import-map'
import { ImportReport } from '@/features/imports/import-report'
import { Page } from '@/shared/ui/page'
import { QueryView } from '@/shared/ui/query-view'
import '@/strings/en/imports'
import '@/strings/en/profiles'

/** People from a CSV file: the file, which column is which field, what it would come to, the import, the report. */
export function ImportPage() {
  const { t } = useTranslation()
  const { id } = useSearch({ from: '/house/profiles/import' })
  return (
    <Page
      title={t('imports.title')}
      lead={t('imports.lead')}
      help="import-people"
      width="narrow"
      actions={
        <Button variant="default" renderRoot={(props) => <Link to="/profiles" {...props} />}>
          {t('profiles.title')}
        </Button>
      }
    >
      {id ? <OneImport key={id} id={id} /> : <ImportFile />}
    </Page>
  )
}

function OneImport({ id }: { id: string }) {
  const query = useQuery(importQuery(id))
  return (
    <QueryView query={query}>
      {(job) => (
        <Stack gap="lg">
          {job.layout && job.state !== 'running' && <ImportMap job={job} layout={job.layout} />}
          {job.state !== 'uploading' && <ImportReport job={job} />}
        </Stack>
      )}
    </QueryView>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { templateQuery } from '@/features/templates/api/get-template'
import { TemplateEditor } from '@/features/templates/template-editor'
import { NothingHere } from '@/shared/ui/nothing-here'
import { Page } from '@/shared/ui/page'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { RowsSkeleton } from '@/shared/ui/rows-skeleton'
import '@/strings/en/templates'

export function TemplatePage() {
  const { id } = useParams({ from: '/house/templates/$id' })
  return <Loaded key={id} id={id} />
}

function Loaded({ id }: { id: string }) {
  const { t } = useTranslation()
  const query = useQuery({ ...templateQuery(id), refetchOnMount: 'always' })
  const { data, error, isFetchedAfterMount } = query
  // What lay here from another visit may be stale, and its version with it: the editor begins with what is true now.
  if (data && isFetchedAfterMount)
    return <TemplateEditor key={String(data.archived)} template={data} />
  if (error && asProblem(error).status === 404) return <NothingHere />
  return (
    <Page title={t('templates.title')}>
      {error ? (
        <ProblemAlert error={error} onRetry={() => void query.refetch()} />
      ) : (
        <RowsSkeleton rows={8} height={22} />
      )}
    </Page>
  )
}

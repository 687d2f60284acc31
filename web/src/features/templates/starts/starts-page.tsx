import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { createTemplate } from '@/features/templates/api/create-template'
import { templatesQuery } from '@/features/templates/api/list-templates'
import { unusedName } from '@/features/templates/make-again'
import type { Start } from '@/features/templates/starts/start'
import { StartCard } from '@/features/templates/starts/start-card'
import { kStarts } from '@/features/templates/starts/starts'
import classes from '@/features/templates/starts/starts.module.css'
import { useAct } from '@/shared/data/use-act'
import { useCan } from '@/shared/data/use-can'
import { Page } from '@/shared/ui/page'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import '@/strings/en/templates'

/** Templates to begin with: one click makes a draft of one. */
export function StartsPage() {
  const { t } = useTranslation()
  const may = useCan('write')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const use = useAct({
    mutationFn: async ({ name, kind, content }: Start) => {
      const all = await queries.fetchQuery(templatesQuery)
      return createTemplate({ name: unusedName({ name, kind }, all), kind, content })
    },
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['templates', 'list'] })
      await navigate({ to: '/templates/$id', params: { id: made.id } })
    },
  })
  return (
    <Page title={t('templates.starts.title')} lead={t('templates.starts.lead')} help="templates">
      {use.error && <ProblemAlert error={use.error} />}
      {!may && <p>{t('common.problem.forbidden')}</p>}
      <ul className={classes.grid}>
        {kStarts.map((start) => (
          <StartCard
            key={start.id}
            start={start}
            busy={use.isPending || !may}
            onUse={() => use.mutate(start)}
          />
        ))}
      </ul>
    </Page>
  )
}

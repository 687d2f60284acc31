import { Alert } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod/mini'
import { createSegment } from '@/features/segments/api/create-segment'
import { Builder } from '@/features/segments/builder'
import { emptyDraft } from '@/features/segments/draft'
import { DraftNotice } from '@/features/segments/draft-notice'
import type { newSegmentSearch } from '@/features/segments/search-params'
import { readCondition } from '@/features/segments/tree/read-condition'
import { useDraft } from '@/features/segments/use-draft'
import { useShop } from '@/features/segments/use-shop'
import { useAct } from '@/shared/data/use-act'
import { useCan } from '@/shared/data/use-can'
import { Page } from '@/shared/ui/page'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { RowsSkeleton } from '@/shared/ui/rows-skeleton'
import { useSay } from '@/shared/ui/use-say'

/** A segment from nothing, or from the condition that the address brings: another address is another draft. */
export function NewSegmentPage() {
  const search = useSearch({ from: '/house/segments/new' })
  return <NewSegment key={JSON.stringify(search)} {...search} />
}

function NewSegment({ condition, name }: z.infer<typeof newSegmentSearch>) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [initial] = useState(() => ({
    name: name ?? '',
    root: condition ? readCondition(condition) : emptyDraft().root,
  }))
  const kept = useDraft(condition ? `new ${JSON.stringify(condition)}` : 'new', initial)
  const { shop, error, retry } = useShop()
  const may = useCan('write')
  const { say } = useSay()
  const make = useAct({
    mutationFn: createSegment,
    onSuccess: async (segment) => {
      kept.forget()
      await queries.invalidateQueries({ queryKey: ['segments'] })
      say(t('segments.builder.made', { name: segment.name }))
      await navigate({ to: '/segments/$id', params: { id: segment.id }, replace: true })
    },
  })
  return (
    <Page
      title={t('segments.builder.title')}
      lead={t('segments.builder.lead')}
      help="build-a-segment"
    >
      {kept.restored && <DraftNotice onRestart={kept.restart} />}
      {error && !shop && <ProblemAlert error={error} onRetry={retry} />}
      {!shop && !error && <RowsSkeleton rows={8} height={32} />}
      {shop && !may && <Alert color="amber">{t('common.problem.forbidden')}</Alert>}
      {shop && may && (
        <Builder
          shop={shop}
          kept={kept}
          action={t('segments.builder.save')}
          saving={make}
          onSave={(body) => make.mutate({ ...body, kind: 'dynamic' })}
        />
      )}
    </Page>
  )
}

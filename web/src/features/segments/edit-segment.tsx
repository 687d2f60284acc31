import { Alert } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Segment } from '@/api/types'
import { Builder } from '@/features/segments/builder'
import { ChangedMeanwhile } from '@/features/segments/changed-meanwhile'
import { DraftNotice } from '@/features/segments/draft-notice'
import { withoutSegment } from '@/features/segments/overlaps'
import { readCondition } from '@/features/segments/tree/read-condition'
import { useDraft } from '@/features/segments/use-draft'
import { useSaveChange } from '@/features/segments/use-save-change'
import { useShop } from '@/features/segments/use-shop'
import { nameable } from '@/features/segments/uses'
import { useCan } from '@/shared/data/use-can'
import { Page } from '@/shared/ui/page'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { RowsSkeleton } from '@/shared/ui/rows-skeleton'

interface Props {
  segment: Segment
  /** Begins again with the segment as it is by then. */
  onAgain: () => void
}

/** The builder with what a segment asks for in it. What is changed is what was there when it was opened. */
export function EditSegment({ segment, onAgain }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useCan('write')
  const [opened] = useState(segment)
  const { without } = useSearch({ from: '/house/segments/$id/edit' })
  const [initial] = useState(() => {
    const condition = opened.next_condition ?? opened.condition
    return {
      name: opened.name,
      root: readCondition(without ? withoutSegment(condition, without) : condition),
    }
  })
  const kept = useDraft([opened.id, opened.version, without].join(' '), initial)
  const { shop, error, retry } = useShop()
  const known = useMemo(
    () => shop && { ...shop, segments: nameable(opened.id, shop.segments) },
    [shop, opened.id],
  )
  const leave = () => navigate({ to: '/segments/$id', params: { id: opened.id } })
  const { save, isMeanwhile, saveMine, takeTheirs } = useSaveChange(opened, async () => {
    kept.forget()
    await leave()
  })
  return (
    <Page
      title={t('segments.builder.editTitle', { name: segment.name })}
      lead={t('segments.builder.editLead')}
      help="build-a-segment"
    >
      {kept.restored && <DraftNotice onRestart={kept.restart} />}
      {error && !shop && <ProblemAlert error={error} onRetry={retry} />}
      {!shop && !error && <RowsSkeleton rows={8} height={32} />}
      {shop && !may && <Alert color="amber">{t('common.problem.forbidden')}</Alert>}
      {known && may && (
        <Builder
          shop={known}
          kept={kept}
          action={t('segments.builder.saveChange')}
          saving={{ isPending: save.isPending, error: isMeanwhile ? null : save.error }}
          refusal={
            isMeanwhile && (
              <ChangedMeanwhile
                isSaving={save.isPending}
                onMine={() => void saveMine()}
                onTheirs={() =>
                  void takeTheirs(() => {
                    kept.forget()
                    onAgain()
                  })
                }
              />
            )
          }
          onSave={(body) => save.mutate({ ...body, version: opened.version })}
          onCancel={() => {
            kept.forget()
            void leave()
          }}
        />
      )}
    </Page>
  )
}

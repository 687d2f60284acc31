import { Alert, Button, Group, Stack, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Condition } from '@/api/types'
import { conditionExplanationQuery } from '@/features/segments/api/explain-condition'
import classes from '@/features/segments/builder.module.css'
import { BuilderContext, type Builder as BuilderValue } from '@/features/segments/builder-context'
import { GroupBox } from '@/features/segments/group-box'
import { PreviewPanel } from '@/features/segments/preview-panel'
import { replaced } from '@/features/segments/tree/edit-tree'
import { kConditionsMost } from '@/features/segments/tree/limits'
import { rowsOf } from '@/features/segments/tree/tree'
import { scopeOf } from '@/features/segments/tree/words'
import { keyOfParam } from '@/features/segments/tree/write-condition'
import { TryOut } from '@/features/segments/try-out'
import type { useDraft } from '@/features/segments/use-draft'
import { usePreview } from '@/features/segments/use-preview'
import { nameError } from '@/shared/format/name-error'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'

type Shop = Pick<
  BuilderValue,
  'words' | 'fields' | 'segments' | 'integration' | 'currency' | 'zone'
>

interface Props {
  shop: Shop
  kept: ReturnType<typeof useDraft>
  action: string
  saving: { isPending: boolean; error: unknown }
  /** What stands in the place of a refusal where that is no mistake in what was written. */
  refusal?: ReactNode
  onCancel?: () => void
  onSave: (body: { name: string; condition: Condition }) => void
}

/** Writes a segment: its conditions on one side, whom they mean on the other. */
export function Builder({ shop, kept, action, saving, refusal, onCancel, onSave }: Props) {
  const { t } = useTranslation()
  const { draft, fresh, edit, rename } = kept
  const [strict, setStrict] = useState(false)
  const [person, setPerson] = useState('')
  const tested = useRef<HTMLDivElement>(null)
  const { written, preview, isCurrent, problem, wrong } = usePreview(draft.root)
  const { condition, unfinished } = written
  const explanation = useQuery(conditionExplanationQuery(condition, person))
  const refused = saving.error ? asProblem(saving.error) : null
  const refusedKey = keyOfParam(written, refused?.param)
  const refusedName = nameError(saving.error)
  const isTold = refusedName !== undefined || refusedKey !== undefined
  const tooMany = rowsOf(draft.root).length > kConditionsMost
  const builder = useMemo<BuilderValue>(() => {
    const errors = new Map<string, string>()
    if (wrong && problem) errors.set(wrong, problem.message)
    if (refusedKey && refused) errors.set(refusedKey, refused.message)
    return {
      ...shop,
      errors,
      strict,
      unfinished: new Set(unfinished),
      fresh,
      edit,
      replace: (key, next) => edit((root) => replaced(root, key, () => [next])),
    }
  }, [shop, wrong, problem, refusedKey, refused, strict, unfinished, fresh, edit])
  const save = () => {
    setStrict(true)
    if (draft.name.trim() === '' || unfinished.length > 0 || tooMany) return
    onSave({ name: draft.name, condition })
  }
  useHotkeys(
    [
      ['mod+Enter', save],
      ['mod+S', save],
    ],
    [],
  )
  const test = (id: string) => {
    setPerson(id)
    tested.current?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <BuilderContext value={builder}>
      <div className={classes.layout}>
        <Stack gap="lg" miw={0}>
          <Panel>
            <TextInput
              label={t('segments.builder.name')}
              description={t('segments.builder.nameHint')}
              value={draft.name}
              onChange={(event) => rename(event.currentTarget.value)}
              error={
                strict && draft.name.trim() === '' ? t('segments.builder.nameMissing') : refusedName
              }
              autoComplete="off"
              maxLength={200}
            />
          </Panel>
          <Panel title={t('segments.builder.conditions')}>
            <GroupBox group={draft.root} scope={scopeOf(shop.words, null)} depth={1} />
          </Panel>
          {saving.error !== null && !isTold && <ProblemAlert error={saving.error} />}
          {tooMany && (
            <Alert color="amber">{t('segments.builder.tooMany', { count: kConditionsMost })}</Alert>
          )}
          {strict && unfinished.length > 0 && (
            <Alert color="amber" role="alert">
              {t('segments.builder.unfinished', { count: unfinished.length })}
            </Alert>
          )}
          {refusal}
          <Group justify="flex-end">
            {onCancel && (
              <Button variant="default" onClick={onCancel}>
                {t('common.cancel')}
              </Button>
            )}
            <Button onClick={save} loading={saving.isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
        <Stack gap="lg" className={classes.side} tabIndex={-1}>
          <PreviewPanel
            preview={preview}
            isCurrent={isCurrent}
            unfinished={unfinished.length}
            isTold={wrong !== undefined}
            onPerson={test}
          />
          <div ref={tested}>
            <Panel title={t('segments.tryOut.title')}>
              <TryOut person={person} onPerson={setPerson} explanation={explanation} />
            </Panel>
          </div>
        </Stack>
      </div>
    </BuilderContext>
  )
}

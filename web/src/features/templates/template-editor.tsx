import { Group, Stack, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Template, TemplateFinding } from '@/api/types'
import { wordsQuery } from '@/features/templates/api/get-words'
import { EditorsContext } from '@/features/templates/code/editors-context'
import { kParts } from '@/features/templates/content'
import { InsertField } from '@/features/templates/insert-field'
import { MissingChoice } from '@/features/templates/missing-choice'
import { PartFields } from '@/features/templates/part-fields'
import { PreviewPanel } from '@/features/templates/preview/preview-panel'
import { PublishButton } from '@/features/templates/publish-button'
import { SavingState } from '@/features/templates/saving-state'
import { TemplateActions } from '@/features/templates/template-actions'
import classes from '@/features/templates/template-editor.module.css'
import { TemplateState } from '@/features/templates/template-state'
import { useEditorsValue } from '@/features/templates/use-editors-value'
import { usePerson } from '@/features/templates/use-person'
import { usePreview } from '@/features/templates/use-preview'
import { useTemplateDraft } from '@/features/templates/use-template-draft'
import { type Name, outputOf } from '@/features/templates/words'
import { fieldsQuery } from '@/shared/data/list-fields'
import { useCan } from '@/shared/data/use-can'
import { Page } from '@/shared/ui/page'
import { Panel } from '@/shared/ui/panel'

const kNone: readonly TemplateFinding[] = []

/** A template's words on one side, the message as one person would get it on the other. */
export function TemplateEditor({ template }: { template: Template }) {
  const { t } = useTranslation()
  const may = useCan('write')
  const { kind } = template
  const draft = useTemplateDraft(template)
  const { content, change, saving, saver } = draft
  const person = usePerson()
  const shown = usePreview(kind, content, person.id)
  const words = useQuery(wordsQuery(person.id ?? null)).data
  const fields = useQuery(fieldsQuery).data?.data
  const findings = shown.preview?.warnings ?? kNone
  const { editors, names } = useEditorsValue(words, fields, findings, !may)
  useHotkeys([['mod+S', () => void saver.flush()]], [], true)
  const parts = kParts[kind].map(({ part }) => part as string)
  const elsewhere = useMemo(
    () =>
      findings.filter(({ part }) => !parts.includes(part) || (content.blocks && part === 'body')),
    [findings, parts, content.blocks],
  )
  const insert = (name: Name) => {
    const view = editors.views.get(editors.last.part ?? '') ?? editors.views.get('body')
    if (!view) return
    view.dispatch(
      view.state.replaceSelection(outputOf(name, kind === 'webhook' ? 'json' : 'text')),
      {
        userEvent: 'input',
        scrollIntoView: true,
      },
    )
    view.focus()
  }
  return (
    <EditorsContext value={editors}>
      <Page
        title={template.name}
        help="write-a-template"
        lead={
          <Group gap="xs">
            <TemplateState state={template.state} />
            {t(`templates.kinds.${kind}`)}
            {may && <span data-saving={saving.state}>{t(`templates.saving.${saving.state}`)}</span>}
          </Group>
        }
        actions={
          may && (
            <>
              <TemplateActions template={template} draft={draft} />
              <PublishButton template={template} draft={draft} shown={shown} />
            </>
          )
        }
      >
        <Stack gap="md">
          <SavingState
            saving={saving}
            onOverwrite={() => void saver.overwrite()}
            onTakeTheirs={() => void draft.takeTheirs()}
            onRetry={() => void saver.flush()}
          />
          <div className={classes.layout} data-kind={kind === 'snippet' ? 'email' : kind}>
            <Panel
              title={t('templates.words')}
              actions={may && <InsertField names={names} onInsert={insert} />}
            >
              <Stack gap="lg">
                <PartFields
                  kind={kind}
                  content={content}
                  onChange={change}
                  only={({ part }) => !(content.blocks && part === 'body')}
                />
                {content.blocks && (
                  <Text size="sm" c="dimmed">
                    {t('templates.ofBlocks')}
                  </Text>
                )}
                {elsewhere.map((finding) => (
                  <Text
                    key={`${finding.part} ${finding.message}`}
                    size="sm"
                    data-problem={finding.code}
                  >
                    {finding.message}
                  </Text>
                ))}
                {kind !== 'snippet' && (
                  <MissingChoice missing={content.missing} readOnly={!may} onChange={change} />
                )}
              </Stack>
            </Panel>
            <div className={classes.side}>
              <PreviewPanel shown={shown} person={person} />
            </div>
          </div>
        </Stack>
      </Page>
    </EditorsContext>
  )
}

import { Group, Stack } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Template, TemplateFinding } from '@/api/types'
import { wordsQuery } from '@/features/templates/api/get-words'
import { Archived } from '@/features/templates/archived'
import { EditorsContext } from '@/features/templates/code/editors-context'
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
import { useValues } from '@/features/templates/use-values'
import { WordsPanel } from '@/features/templates/words-panel'
import { fieldsQuery } from '@/shared/data/list-fields'
import { useCan } from '@/shared/data/use-can'
import { Page } from '@/shared/ui/page'

const kNone: readonly TemplateFinding[] = []
const kNothing: readonly string[] = []

/** A template's words on one side, the message as one person would get it on the other. */
export function TemplateEditor({ template }: { template: Template }) {
  const { t } = useTranslation()
  const away = template.archived !== null
  const may = useCan('write') && !away
  const { kind } = template
  const draft = useTemplateDraft(template)
  const { content, saving, saver } = draft
  const person = usePerson()
  const values = useValues()
  const shown = usePreview(kind, content, person.id, values.segment, values.values?.people)
  const words = useQuery(wordsQuery(person.id ?? null)).data
  const fields = useQuery(fieldsQuery).data?.data
  const findings = shown.preview?.warnings ?? kNone
  const { editors, names } = useEditorsValue(words, fields, values.values, findings, !may)
  useHotkeys([['mod+S', () => void saver.flush()]], [], true)
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
              <TemplateActions template={template} draft={draft} preview={shown.preview} />
              <PublishButton template={template} draft={draft} shown={shown} />
            </>
          )
        }
      >
        <Stack gap="md">
          {away && <Archived template={template} />}
          <SavingState
            saving={saving}
            onOverwrite={() => void saver.overwrite()}
            onTakeTheirs={() => void draft.takeTheirs()}
            onRetry={() => void saver.flush()}
          />
          <div className={classes.layout} data-kind={kind === 'snippet' ? 'email' : kind}>
            <WordsPanel
              kind={kind}
              draft={draft}
              findings={findings}
              names={names}
              editors={editors}
              printed={shown.preview?.printed ?? kNothing}
              values={values}
              may={may}
            />
            <div className={classes.side}>
              <PreviewPanel shown={shown} person={person} />
            </div>
          </div>
        </Stack>
      </Page>
    </EditorsContext>
  )
}

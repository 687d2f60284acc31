import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TemplateFinding, TemplateKind } from '@/api/types'
import type { Editors } from '@/features/templates/code/editors-context'
import { kParts } from '@/features/templates/content'
import { EmailBody } from '@/features/templates/email-body'
import { InsertField } from '@/features/templates/insert-field'
import { MissingChoice } from '@/features/templates/missing-choice'
import { PartFields } from '@/features/templates/part-fields'
import { PrintedFields } from '@/features/templates/printed-fields'
import type { useTemplateDraft } from '@/features/templates/use-template-draft'
import type { useValues } from '@/features/templates/use-values'
import { type Name, outputOf } from '@/features/templates/words'
import { Panel } from '@/shared/ui/panel'

interface Props {
  kind: TemplateKind
  draft: ReturnType<typeof useTemplateDraft>
  findings: readonly TemplateFinding[]
  names: readonly Name[]
  editors: Editors
  printed: readonly string[]
  values: ReturnType<typeof useValues>
  may: boolean
}

/** How a name is written into a part: a condition asks for it, others print it. */
function formOf(part: string, kind: TemplateKind) {
  if (/\.(show_if|items|source)$/.test(part)) return 'name'
  return kind === 'webhook' ? 'json' : 'text'
}

/** All that is written of a template. */
export function WordsPanel({
  kind,
  draft: { content, change },
  findings,
  names,
  editors,
  printed,
  values,
  may,
}: Props) {
  const { t } = useTranslation()
  const isEmail = kind === 'email'
  const parts: readonly string[] = kParts[kind].map(({ part }) => part)
  const hasPlace = ({ part }: TemplateFinding) =>
    part.startsWith('blocks[') || (parts.includes(part) && !(content.blocks && part === 'body'))
  const insert = (name: Name) => {
    const part = [editors.last.part ?? '', 'body', 'subject'].find((one) =>
      editors.inserts.has(one),
    )
    if (part) editors.inserts.get(part)?.(outputOf(name, formOf(part, kind)))
  }
  return (
    <Panel
      title={t('templates.words')}
      actions={may && <InsertField names={names} onInsert={insert} />}
    >
      <Stack gap="lg">
        <PartFields
          kind={kind}
          content={content}
          onChange={change}
          only={({ part }) => !isEmail || part === 'subject' || part === 'preview_text'}
        />
        {isEmail && (
          <>
            <EmailBody content={content} findings={findings} readOnly={!may} onChange={change} />
            <PartFields
              kind={kind}
              content={content}
              onChange={change}
              only={({ part }) => part === 'text'}
            />
          </>
        )}
        {findings
          .filter((finding) => !hasPlace(finding))
          .map((finding) => (
            <Text key={`${finding.part} ${finding.message}`} size="sm" data-problem={finding.code}>
              {finding.message}
            </Text>
          ))}
        <PrintedFields printed={printed} names={names} values={values} />
        {kind !== 'snippet' && (
          <MissingChoice missing={content.missing} readOnly={!may} onChange={change} />
        )}
      </Stack>
    </Panel>
  )
}

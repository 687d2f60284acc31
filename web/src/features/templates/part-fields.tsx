import { useTranslation } from 'react-i18next'
import type { TemplateContent, TemplateKind } from '@/api/types'
import { LazyCodeField } from '@/features/templates/code/lazy-code-field'
import { kParts, type PartForm } from '@/features/templates/content'

interface Props {
  kind: TemplateKind
  content: TemplateContent
  onChange: (parts: TemplateContent) => void
  /** Which of the kind's parts; all without it. */
  only?: ((part: PartForm) => boolean) | undefined
}

/** The parts of a message, each in a code view. */
export function PartFields({ kind, content, onChange, only = () => true }: Props) {
  const { t } = useTranslation()
  return kParts[kind]
    .filter(only)
    .map(({ part, form }) => (
      <LazyCodeField
        key={part}
        part={part}
        form={form}
        label={t(`templates.parts.${kind}.${part}` as 'templates.parts.email.subject')}
        hint={t(`templates.hints.${kind}.${part}` as 'templates.hints.email.subject')}
        value={content[part] ?? ''}
        onChange={(value) => onChange({ [part]: value })}
      />
    ))
}

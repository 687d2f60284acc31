import { useTranslation } from 'react-i18next'
import type { Template } from '@/api/types'
import { StatusBadge } from '@/shared/ui/status-badge'

const kTones = { draft: 'calm', published: 'good', changed: 'accent' } as const

/** Whether a template is sent, and whether its draft is ahead of that. */
export function TemplateState({ state }: { state: Template['state'] }) {
  const { t } = useTranslation()
  return <StatusBadge tone={kTones[state]}>{t(`templates.states.${state}`)}</StatusBadge>
}

import { Alert, Skeleton, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TemplatePreview } from '@/api/types'
import { EmailPreview } from '@/features/templates/preview/email-preview'
import { PersonMenu } from '@/features/templates/preview/person-menu'
import { PushPreview } from '@/features/templates/preview/push-preview'
import { SmsPreview } from '@/features/templates/preview/sms-preview'
import { WebhookPreview } from '@/features/templates/preview/webhook-preview'
import type { usePerson } from '@/features/templates/use-person'
import type { usePreview } from '@/features/templates/use-preview'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'

const kFrames = {
  email: EmailPreview,
  snippet: EmailPreview,
  sms: SmsPreview,
  push: PushPreview,
  webhook: WebhookPreview,
} satisfies Record<TemplatePreview['channel'], unknown>

interface Props {
  shown: ReturnType<typeof usePreview>
  person: ReturnType<typeof usePerson>
}

/** The message as one person would get it. */
export function PreviewPanel({ shown: { preview, error, isCurrent, retry }, person }: Props) {
  const { t } = useTranslation()
  const Frame = preview ? kFrames[preview.channel] : null
  return (
    <Panel title={t('templates.preview.title')}>
      <Stack gap="md" aria-busy={!isCurrent} data-preview={isCurrent ? 'current' : 'asking'}>
        <PersonMenu person={person} />
        {error !== null && <ProblemAlert error={error} onRetry={retry} />}
        {!preview && error === null && <Skeleton height={160} />}
        {preview && preview.state !== 'ready' && (
          <Alert color={preview.state === 'failed' ? 'rose' : 'amber'} p="xs" role="status">
            {t(`templates.preview.states.${preview.state}`)} {preview.reason}
          </Alert>
        )}
        {preview && Frame && preview.state !== 'failed' && <Frame preview={preview} />}
        {preview && preview.missing.length > 0 && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }} data-missing>
            {t('templates.preview.missing', { names: preview.missing.join(', ') })}
          </Text>
        )}
      </Stack>
    </Panel>
  )
}

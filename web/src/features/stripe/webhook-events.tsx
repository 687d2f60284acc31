import { Alert, Code, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { StripeIntegration } from '@/api/types'
import { CopyButton } from '@/shared/ui/copy-button'
import { StatusBadge } from '@/shared/ui/status-badge'

type Webhook = NonNullable<StripeIntegration['webhook']>

/** Which events to choose for the endpoint at Stripe, named as there, and which never. */
export function WebhookEvents({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation()
  const all = webhook.choose.flatMap((group) => group.events)
  return (
    <Stack gap="xs">
      <Group gap={6}>
        <Text size="sm" fw={500}>
          {t('stripe.webhook.choose')}
        </Text>
        <CopyButton value={all.join('\n')} label={t('stripe.webhook.copyAll')} />
      </Group>
      {webhook.choose.map(({ permission, needed, events }) => (
        <Stack key={permission} gap={4}>
          <Group gap={6}>
            <Text size="sm">{permission}</Text>
            <StatusBadge tone={needed ? 'accent' : 'calm'}>
              {t(needed ? 'stripe.permissions.needed' : 'stripe.permissions.recommended')}
            </StatusBadge>
          </Group>
          <Group gap={4} data-events={permission}>
            {events.map((event) => (
              <Code key={event}>{event}</Code>
            ))}
          </Group>
        </Stack>
      ))}
      {webhook.never.map(({ event, why }) => (
        <Alert
          key={event}
          color="amber"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('stripe.webhook.never', { event })}
        >
          {why}
        </Alert>
      ))}
    </Stack>
  )
}

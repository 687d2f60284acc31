import { Button, Code, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { StripeIntegration } from '@/api/types'
import { putIntegration } from '@/features/stripe/api/put-integration'
import { WebhookEvents } from '@/features/stripe/webhook-events'
import { takeIntegration } from '@/shared/data/get-integration'
import { useAct } from '@/shared/data/use-act'
import { CopyButton } from '@/shared/ui/copy-button'
import { Panel } from '@/shared/ui/panel'

export function WebhookPanel({ integration }: { integration: StripeIntegration }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [secret, setSecret] = useState('')
  const save = useAct({
    mutationFn: () => putIntegration({ webhook_secret: secret.trim() }),
    onSuccess: (next) => {
      setSecret('')
      takeIntegration(queries, next)
    },
  })
  const url = `${window.location.origin}/webhooks/stripe`
  return (
    <Panel title={t('stripe.webhook.title')} lead={t('stripe.webhook.lead')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            {t(integration.freshness === 'webhooks' ? 'stripe.webhook.on' : 'stripe.webhook.text')}
          </Text>
          <Group gap={6}>
            <Text size="sm">{t('stripe.webhook.url')}:</Text>
            <Code>{url}</Code>
            <CopyButton value={url} />
          </Group>
          {integration.webhook && <WebhookEvents webhook={integration.webhook} />}
          <Group align="flex-end">
            <PasswordInput
              flex="1 1 260px"
              label={t('stripe.webhook.field')}
              value={secret}
              onChange={(event) => setSecret(event.currentTarget.value)}
              autoComplete="off"
              visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
              error={save.error ? asProblem(save.error).message : undefined}
            />
            <Button
              type="submit"
              variant="default"
              disabled={secret.trim() === ''}
              loading={save.isPending}
            >
              {t('stripe.webhook.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

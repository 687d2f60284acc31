import { Alert, Button, Code, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconExternalLink, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StripeIntegration } from '@/api/types'
import { fixOf, heals, toneOf } from '@/features/stripe/faults'
import { keysPage } from '@/features/stripe/key-link'
import { Ago } from '@/shared/ui/ago'
import { Panel } from '@/shared/ui/panel'
import { StatusBadge } from '@/shared/ui/status-badge'

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Stack gap={2}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" component="div" fw={500}>
        {children}
      </Text>
    </Stack>
  )
}

/** Whether it works, in plain words, and the way out where it does not. */
export function StatePanel({ integration }: { integration: StripeIntegration }) {
  const { t } = useTranslation()
  const { state, error, mode, freshness } = integration
  const fix = error ? fixOf(error.code) : undefined
  return (
    <Panel
      title={t('stripe.state.title')}
      lead={t(`stripe.state.${state === 'disconnected' ? 'paused' : state}Text`)}
      actions={<StatusBadge tone={toneOf(integration)}>{t(`stripe.state.${state}`)}</StatusBadge>}
    >
      <Stack gap="md">
        {error && (
          <Alert
            color={heals(error.code) ? 'amber' : 'rose'}
            icon={
              heals(error.code) ? <IconInfoCircle aria-hidden /> : <IconAlertTriangle aria-hidden />
            }
            title={t(heals(error.code) ? 'stripe.state.passing' : 'stripe.state.problem')}
            role="alert"
          >
            <Stack gap="xs" align="flex-start">
              <Text size="sm">{error.message}</Text>
              {fix && <Text size="sm">{t(`stripe.fix.${fix}`)}</Text>}
              {!heals(error.code) && (
                <Button
                  component="a"
                  size="xs"
                  variant="default"
                  href={keysPage(mode)}
                  target="_blank"
                  rel="noreferrer"
                  rightSection={<IconExternalLink size={14} aria-hidden />}
                >
                  {t('stripe.fix.openKeys')}
                </Button>
              )}
            </Stack>
          </Alert>
        )}
        {integration.warnings.map((warning) => (
          <Alert key={warning.code} color="amber" icon={<IconInfoCircle aria-hidden />}>
            {warning.message}
          </Alert>
        ))}
        <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="md">
          <Fact label={t('stripe.state.key')}>
            <Group gap={6}>
              <Code>{integration.key_hint ?? t('common.none')}</Code>
            </Group>
          </Fact>
          <Fact label={t('stripe.state.mode')}>
            {mode ? t(`stripe.state.modeOf.${mode}`) : t('common.none')}
          </Fact>
          <Fact label={t('stripe.state.freshness.label')}>
            {freshness ? t(`stripe.state.freshness.${freshness}`) : t('common.none')}
          </Fact>
          <Fact label={t('stripe.state.lastEvent')}>
            {integration.last_event ? (
              <Ago at={integration.last_event} />
            ) : (
              t('stripe.state.notYet')
            )}
          </Fact>
        </SimpleGrid>
      </Stack>
    </Panel>
  )
}

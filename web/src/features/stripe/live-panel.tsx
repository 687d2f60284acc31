import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Profile, StripeIntegration } from '@/api/types'
import { isLocal } from '@/features/stripe/is-local'
import { LivePicker } from '@/features/stripe/live-picker'
import { LiveWatch } from '@/features/stripe/live-watch'
import { customerPage } from '@/shared/format/dashboard'
import { Panel } from '@/shared/ui/panel'

/** Lets one see with one's own eyes that a change at Stripe arrives, with a stopwatch. */
export function LivePanel({ integration }: { integration: StripeIntegration }) {
  const { t } = useTranslation()
  const [person, setPerson] = useState<Profile | null>(null)
  const [watching, setWatching] = useState(false)
  const customer = person?.fields.stripe_customer_id
  const start = () => {
    if (!customer) return
    window.open(customerPage(integration.mode, customer), '_blank', 'noopener')
    setWatching(true)
  }
  return (
    <Panel title={t('stripe.live.title')} lead={t('stripe.live.lead')}>
      <Stack gap="md">
        {isLocal(window.location.hostname) && integration.freshness !== 'webhooks' && (
          <Alert color="gray">{t('stripe.live.local')}</Alert>
        )}
        {watching && person ? (
          <LiveWatch person={person} onStop={() => setWatching(false)} />
        ) : (
          <>
            <LivePicker person={person} onPick={setPerson} />
            <Group>
              <Button
                variant="default"
                disabled={!customer}
                onClick={start}
                rightSection={<IconExternalLink size={16} aria-hidden />}
              >
                {t('stripe.live.start')}
              </Button>
              {!customer && (
                <Text size="sm" c="dimmed">
                  {t('stripe.live.pickHint')}
                </Text>
              )}
            </Group>
          </>
        )}
      </Stack>
    </Panel>
  )
}

import { Button, Group, Progress, Stack, Text, ThemeIcon } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCheck,
  IconPlayerPause,
  IconPlugConnected,
  IconProgressDown,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { StripeIntegration } from '@/api/types'
import { moodOf, readPercent } from '@/features/reports/mood'
import { integrationQuery } from '@/shared/data/get-integration'
import { formatAgo } from '@/shared/format/time'
import { useNow } from '@/shared/format/use-now'
import { Panel } from '@/shared/ui/panel'

const kLooks = {
  good: [IconCheck, 'moss'],
  importing: [IconProgressDown, 'ink'],
  paused: [IconPlayerPause, 'amber'],
  bad: [IconAlertTriangle, 'rose'],
  none: [IconPlugConnected, 'ink'],
} as const

/** The first question: is it working? */
export function WorkingPanel() {
  const { data } = useQuery(integrationQuery)
  return data ? <State integration={data} /> : null
}

function State({ integration }: { integration: StripeIntegration }) {
  const { t } = useTranslation()
  const now = useNow(5000)
  const mood = moodOf(integration)
  const [Icon, color] = kLooks[mood]
  const percent = readPercent(integration.progress)
  const text = () => {
    switch (mood) {
      case 'good': {
        const how = integration.freshness
          ? t(`stripe.state.freshness.${integration.freshness}`)
          : ''
        const last = integration.last_event
          ? ` ${t('home.working.goodLast', { ago: formatAgo(integration.last_event, now) })}`
          : ''
        return t('home.working.goodText', { how }) + last
      }
      case 'importing':
        return t('home.working.importingText', { percent })
      case 'bad':
        return integration.error?.message ?? t('stripe.state.failedText')
      case 'paused':
        return t('home.working.pausedText')
      case 'none':
        return t('home.working.noneText')
    }
  }
  return (
    <Panel>
      <Group gap="md" wrap="nowrap" align="flex-start">
        <ThemeIcon size={40} radius="xl" variant="light" color={color} aria-hidden>
          <Icon size={22} />
        </ThemeIcon>
        <Stack gap={4} flex={1} miw={0}>
          <Text fw={650}>{t(`home.working.${mood}`)}</Text>
          <Text size="sm" c="dimmed" role="status">
            {text()}
          </Text>
          {mood === 'importing' && (
            <Progress value={percent} size="sm" mt={4} aria-label={t('home.working.importing')} />
          )}
        </Stack>
        {mood !== 'good' && (
          <Button
            variant={mood === 'none' ? 'filled' : 'default'}
            size="sm"
            renderRoot={(props) => <Link to="/settings/integrations/stripe" {...props} />}
          >
            {t(mood === 'none' ? 'home.working.connect' : 'home.working.look')}
          </Button>
        )}
      </Group>
    </Panel>
  )
}

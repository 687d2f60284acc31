import { Anchor, Group, Stack, Text, ThemeIcon } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { nextSteps } from '@/features/reports/steps'
import { accountQuery } from '@/shared/data/get-account'
import { integrationQuery } from '@/shared/data/get-integration'
import { useCan } from '@/shared/data/use-can'
import { Panel } from '@/shared/ui/panel'

const kTargets = {
  connect: '/settings/integrations/stripe',
  permissions: '/settings/integrations/stripe',
  webhook: '/settings/integrations/stripe',
  shop: '/settings/account',
  team: '/settings/team',
  people: '/profiles',
} as const

/** What would help most now, at most three things. */
export function NextSteps() {
  const { t } = useTranslation()
  const account = useQuery(accountQuery).data
  const admin = useCan('admin')
  const open = useQuery({
    ...integrationQuery,
    select: (integration) => nextSteps(integration, account),
  }).data
  const steps = (admin && open) || []
  return (
    <Panel title={t('home.next.title')}>
      <Stack gap="md">
        {steps.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('home.next.allDone')}
          </Text>
        )}
        {[...steps, ...(steps.length === 0 ? (['people'] as const) : [])].map((step) => (
          <Group key={step} gap="sm" wrap="nowrap" align="flex-start">
            <ThemeIcon variant="light" radius="xl" size={24} aria-hidden>
              <IconArrowRight size={14} />
            </ThemeIcon>
            <Stack gap={0}>
              <Anchor
                size="sm"
                fw={600}
                renderRoot={(props) => <Link to={kTargets[step]} {...props} />}
              >
                {t(`home.next.${step}`)}
              </Anchor>
              {step !== 'people' && (
                <Text size="sm" c="dimmed">
                  {t(`home.next.${step}Text`)}
                </Text>
              )}
            </Stack>
          </Group>
        ))}
      </Stack>
    </Panel>
  )
}

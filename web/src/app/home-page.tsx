import { Grid, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FeedPanel } from '@/features/reports/feed-panel'
import { NextSteps } from '@/features/reports/next-steps'
import { OverviewPanels } from '@/features/reports/overview-panels'
import { SincePanel } from '@/features/reports/since-panel'
import { SpanControl } from '@/features/reports/span-control'
import { WorkingPanel } from '@/features/reports/working-panel'
import { FoundPanel } from '@/features/segments/found-panel'
import { integrationQuery } from '@/shared/data/get-integration'
import { sessionQuery } from '@/shared/data/get-session'
import { Page } from '@/shared/ui/page'
import { QueryView } from '@/shared/ui/query-view'
import '@/strings/en/home'
import '@/strings/en/segments'
import '@/strings/en/stripe'

export function HomePage() {
  const { t } = useTranslation()
  const integration = useQuery(integrationQuery)
  const session = useQuery(sessionQuery).data
  const [days, setDays] = useState(30)
  const first = session?.user.name.split(' ')[0]
  return (
    <Page
      title={t('home.title')}
      lead={first ? t('home.greeting', { name: first }) : undefined}
      help="home"
      actions={<SpanControl days={days} onChange={setDays} />}
    >
      <QueryView query={integration}>
        {(stripe) => (
          <Stack gap="lg">
            <WorkingPanel integration={stripe} />
            {session?.last_visit && <SincePanel at={session.last_visit} />}
            {stripe.state === 'live' && <FoundPanel />}
            {stripe.state !== 'disconnected' && <OverviewPanels days={days} />}
            <Grid gap="lg">
              <Grid.Col span={{ base: 12, md: 7 }}>
                <FeedPanel />
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 5 }}>
                <NextSteps integration={stripe} />
              </Grid.Col>
            </Grid>
          </Stack>
        )}
      </QueryView>
    </Page>
  )
}

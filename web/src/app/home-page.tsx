import { Grid, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StripeIntegration } from '@/api/types'
import { FeedPanel } from '@/features/reports/feed-panel'
import { NextSteps } from '@/features/reports/next-steps'
import { OverviewPanels } from '@/features/reports/overview-panels'
import { SincePanel } from '@/features/reports/since-panel'
import { SpanControl } from '@/features/reports/span-control'
import { kUsualSpan } from '@/features/reports/spans'
import { WorkingPanel } from '@/features/reports/working-panel'
import { FoundPanel } from '@/features/segments/found-panel'
import { integrationQuery } from '@/shared/data/get-integration'
import { sessionQuery } from '@/shared/data/get-session'
import { Page } from '@/shared/ui/page'
import { QueryView } from '@/shared/ui/query-view'
import '@/strings/en/home'
import '@/strings/en/segments'
import '@/strings/en/stripe'

// An import tells of itself four times a second: only those who show its numbers are drawn again.
const stateOf = ({ state }: StripeIntegration) => state

export function HomePage() {
  const { t } = useTranslation()
  const state = useQuery({ ...integrationQuery, select: stateOf })
  const session = useQuery(sessionQuery).data
  const [days, setDays] = useState(kUsualSpan)
  const first = session?.user.name.split(' ')[0]
  return (
    <Page
      title={t('home.title')}
      lead={first ? t('home.greeting', { name: first }) : undefined}
      help="home"
      actions={<SpanControl days={days} onChange={setDays} />}
    >
      <QueryView query={state}>
        {(stripe) => (
          <Stack gap="lg">
            <WorkingPanel />
            {session?.last_visit && <SincePanel at={session.last_visit} />}
            {stripe === 'live' && <FoundPanel />}
            {stripe !== 'disconnected' && <OverviewPanels days={days} />}
            <Grid gap="lg">
              <Grid.Col span={{ base: 12, md: 7 }}>
                <FeedPanel />
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 5 }}>
                <NextSteps />
              </Grid.Col>
            </Grid>
          </Stack>
        )}
      </QueryView>
    </Page>
  )
}

import { Box, ScrollArea, Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Profile } from '@/api/types'
import { FieldsTab } from '@/features/profiles/fields-tab'
import { JsonTab } from '@/features/profiles/json-tab'
import { OrdersTab } from '@/features/profiles/orders-tab'
import { SegmentsTab } from '@/features/profiles/segments-tab'
import { SubscriptionsTab } from '@/features/profiles/subscriptions-tab'
import { TimelineTab } from '@/features/profiles/timeline-tab'

const kTabs = ['fields', 'orders', 'subscriptions', 'segments', 'timeline', 'json'] as const
type Tab = (typeof kTabs)[number]

function Content({ tab, profile }: { tab: Tab; profile: Profile }) {
  switch (tab) {
    case 'fields':
      return <FieldsTab profile={profile} />
    case 'orders':
      return <OrdersTab id={profile.id} />
    case 'subscriptions':
      return <SubscriptionsTab id={profile.id} />
    case 'segments':
      return <SegmentsTab profile={profile} />
    case 'timeline':
      return <TimelineTab id={profile.id} />
    case 'json':
      return <JsonTab profile={profile} />
  }
}

export function ProfileTabs({ profile }: { profile: Profile }) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/profiles/$id' })
  const tab = useSearch({ from: '/house/profiles/$id' }).tab ?? 'fields'
  const open = (value: string | null) => {
    const next = kTabs.find((candidate) => candidate === value)
    void navigate({
      search: { tab: next === 'fields' ? undefined : next },
      replace: true,
      resetScroll: false,
    })
  }
  return (
    <Tabs value={tab} onChange={open} keepMounted={false}>
      <ScrollArea scrollbars="x" type="never">
        <Tabs.List style={{ flexWrap: 'nowrap' }}>
          {kTabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`profiles.page.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </ScrollArea>
      {kTabs.map((name) => (
        <Tabs.Panel key={name} value={name}>
          <Box pt="md">{name === tab && <Content tab={tab} profile={profile} />}</Box>
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

import { Group, Stack, Tabs, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { segmentQuery } from '@/features/segments/api/get-segment'
import { meaningOf } from '@/features/segments/meaning'
import { Overlap } from '@/features/segments/overlap'
import { kSegmentTabs } from '@/features/segments/search-params'
import { SegmentActions } from '@/features/segments/segment-actions'
import { SegmentSize } from '@/features/segments/segment-size'
import { SegmentWhy } from '@/features/segments/segment-why'
import { UsedIn } from '@/features/segments/used-in'
import { Ago } from '@/shared/ui/ago'
import { CopyButton } from '@/shared/ui/copy-button'
import { NothingHere } from '@/shared/ui/nothing-here'
import { Page } from '@/shared/ui/page'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { RowsSkeleton } from '@/shared/ui/rows-skeleton'

interface Props {
  id: string
  members: ReactNode
  history: ReactNode
}

/** A segment: what it means, who is in it, and why somebody is or is not. `members` lists them, `history` tells who came and went. */
export function SegmentView({ id, members, history }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/segments/$id' })
  const tab = useSearch({ from: '/house/segments/$id' }).tab ?? 'members'
  const segment = useQuery(segmentQuery(id))
  const { data, error } = segment
  if (!data) {
    if (error && asProblem(error).status === 404) return <NothingHere />
    return (
      <Page title={t('segments.title')}>
        {error ? (
          <ProblemAlert error={error} onRetry={() => void segment.refetch()} />
        ) : (
          <RowsSkeleton rows={8} height={22} />
        )}
      </Page>
    )
  }
  const open = (value: string | null) =>
    void navigate({
      search: (old) => ({ ...old, tab: kSegmentTabs.find((one) => one === value) }),
      replace: true,
      resetScroll: false,
    })
  return (
    <Page
      title={data.name}
      help="segments"
      lead={
        <Group gap={4}>
          <SegmentSize segment={data} />
          {data.state === 'ready' && t('segments.people', { count: data.size })}
          {' · '}
          {t('segments.page.made')}
          <Ago at={data.created} />
          {data.archived && ` · ${t('segments.page.isArchived')}`}
          <CopyButton value={data.id} label={t('segments.page.copyId')} />
        </Group>
      }
      actions={<SegmentActions segment={data} />}
    >
      <Stack gap="lg">
        <Panel title={t('segments.page.condition')}>
          <Text data-sentence style={{ overflowWrap: 'anywhere' }}>
            {meaningOf(t, data)}
          </Text>
          {data.next_condition && (
            <Text size="sm" c="dimmed" mt={4} role="status" data-next>
              {t('segments.page.next')}
            </Text>
          )}
          {data.currency && (
            <Text size="xs" c="dimmed" mt={4}>
              {t('segments.page.amounts', { currency: data.currency.toUpperCase() })}
            </Text>
          )}
          <UsedIn id={id} />
        </Panel>
        <Tabs value={tab} onChange={open} keepMounted={false}>
          <Tabs.List>
            {kSegmentTabs.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {t(`segments.page.tabs.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="members" pt="md">
            {members}
          </Tabs.Panel>
          <Tabs.Panel value="why" pt="md">
            <SegmentWhy id={id} byHand={data.kind === 'static'} />
          </Tabs.Panel>
          <Tabs.Panel value="overlap" pt="md">
            <Overlap id={id} name={data.name} />
          </Tabs.Panel>
          <Tabs.Panel value="history" pt="md">
            {history}
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </Page>
  )
}

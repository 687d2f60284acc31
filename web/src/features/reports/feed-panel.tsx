import { Anchor, Group, Stack, Text } from '@mantine/core'
import { IconActivity } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { activityFeedQuery } from '@/shared/data/activity-feed'
import { activityDetail, activityLabel } from '@/shared/format/activity'
import { ActivityIcon } from '@/shared/ui/activity-icon'
import { Ago } from '@/shared/ui/ago'
import { Empty } from '@/shared/ui/empty'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'

/** The newest of what all people do, as it happens. */
export function FeedPanel() {
  const { t } = useTranslation()
  const feed = useQuery(activityFeedQuery)
  return (
    <Panel title={t('home.feed.title')} lead={t('home.feed.lead')}>
      <QueryView query={feed}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty
              icon={IconActivity}
              title={t('home.feed.empty')}
              text={t('home.feed.emptyText')}
            />
          ) : (
            <Stack component="ol" gap="md" m={0} p={0} style={{ listStyle: 'none' }} data-feed>
              {data.map((activity) => (
                <Group key={activity.id} component="li" gap="sm" wrap="nowrap" align="flex-start">
                  <ActivityIcon kind={activity.kind} />
                  <Stack gap={0} miw={0} flex={1}>
                    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                      <Anchor
                        size="sm"
                        fw={600}
                        dir="auto"
                        renderRoot={(props) => (
                          <Link
                            to="/profiles/$id"
                            params={{ id: activity.profile.id }}
                            {...props}
                          />
                        )}
                      >
                        {activity.profile.name?.trim() ||
                          activity.profile.email ||
                          activity.profile.id}
                      </Anchor>
                      {' · '}
                      {activityLabel(t, activity.kind)}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {activityDetail(activity.data)}
                    </Text>
                  </Stack>
                  <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                    <Ago at={activity.at} />
                  </Text>
                </Group>
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Panel>
  )
}

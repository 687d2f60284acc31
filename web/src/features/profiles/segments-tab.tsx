import { Stack } from '@mantine/core'
import { IconCirclesRelation } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Profile, Segment } from '@/api/types'
import { SegmentGroup } from '@/features/profiles/segment-group'
import { SegmentWhyDrawer } from '@/features/profiles/segment-why-drawer'
import { segmentsQuery } from '@/shared/data/list-segments'
import { displayName } from '@/shared/format/name'
import { Empty } from '@/shared/ui/empty'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'

/** The segments that a person is in and those they are not in, each with when time alone will change that. */
export function SegmentsTab({ profile }: { profile: Profile }) {
  const { t } = useTranslation()
  const segments = useQuery(segmentsQuery)
  const all = segments.data ?? []
  const [asked, setAsked] = useState<Segment | null>(null)
  if (segments.data && all.length === 0) {
    return (
      <Panel>
        <Empty
          icon={IconCirclesRelation}
          title={t('segments.profile.noneAtAll')}
          text={t('segments.profile.noneAtAllText')}
        />
      </Panel>
    )
  }
  return (
    <QueryView query={segments}>
      {() => (
        <Stack gap="lg">
          {([true, false] as const).map((member) => (
            <SegmentGroup
              key={String(member)}
              member={member}
              segments={all.filter(({ id }) => profile.segments.includes(id) === member)}
              profile={profile.id}
              onWhy={setAsked}
            />
          ))}
          <SegmentWhyDrawer
            segment={asked}
            profile={profile.id}
            name={displayName(profile.fields, profile.id)}
            onClose={() => setAsked(null)}
          />
        </Stack>
      )}
    </QueryView>
  )
}

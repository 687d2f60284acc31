import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Segment } from '@/api/types'
import { segmentExplanationQuery } from '@/shared/data/explain-segment'
import { ExplainedConditions } from '@/shared/ui/explained-conditions'
import { QueryView } from '@/shared/ui/query-view'

interface Props {
  /** The segment that is asked about; null: none. */
  segment: Segment | null
  profile: string
  name: string
  onClose: () => void
}

/** Why a person is in a segment or not: each condition with what it sees of them. */
export function SegmentWhyDrawer({ segment, profile, name, onClose }: Props) {
  const { t } = useTranslation()
  const explanation = useQuery(segmentExplanationQuery(segment?.id ?? '', profile))
  return (
    <Drawer
      opened={segment !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('segments.profile.whyTitle', { name: segment?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {segment && (
        <QueryView query={explanation}>
          {(why) => (
            <ExplainedConditions explanation={why} name={name} byHand={segment.kind === 'static'} />
          )}
        </QueryView>
      )}
    </Drawer>
  )
}

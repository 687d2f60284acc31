import { IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { segmentsQuery } from '@/shared/data/list-segments'
import { Empty } from '@/shared/ui/empty'
import { Panel } from '@/shared/ui/panel'

/** Nobody is in a segment, or was in the `past`: what brings somebody in. */
export function NoMembers({ segment, past }: { segment: string; past: boolean }) {
  const { t } = useTranslation()
  const { data: segments } = useQuery(segmentsQuery)
  const byHand = segments?.find(({ id }) => id === segment)?.kind === 'static'
  const now = byHand ? 'segments.page.nobodyByHand' : 'segments.page.nobodyText'
  return (
    <Panel>
      <Empty
        icon={IconUsersGroup}
        title={t(past ? 'segments.page.nobodyThen' : 'segments.page.nobody')}
        text={t(past ? 'segments.page.nobodyThenText' : now)}
      />
    </Panel>
  )
}

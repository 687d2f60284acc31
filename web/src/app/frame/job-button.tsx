import { ActionIcon, Indicator } from '@mantine/core'
import { IconProgress } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ComponentPropsWithRef } from 'react'
import { useTranslation } from 'react-i18next'
import { integrationQuery } from '@/shared/data/get-integration'
import { exportsQuery } from '@/shared/data/list-exports'

/** Says whether anything works in the background. */
export function JobButton(props: ComponentPropsWithRef<'button'>) {
  const { t } = useTranslation()
  const importing = useQuery({
    ...integrationQuery,
    select: ({ state }) => state === 'importing',
  }).data
  const busy = useQuery({
    ...exportsQuery,
    select: ({ data }) => data.filter(({ state }) => /^(waiting|running)$/.test(state)).length,
  }).data
  const count = (busy ?? 0) + (importing ? 1 : 0)
  return (
    <Indicator disabled={count === 0} color="ink" size={9} offset={5} processing>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={34}
        aria-haspopup="dialog"
        aria-expanded={false}
        {...props}
        aria-label={t('frame.jobs.label', { count })}
        title={t('frame.jobs.title')}
      >
        <IconProgress size={20} aria-hidden />
      </ActionIcon>
    </Indicator>
  )
}

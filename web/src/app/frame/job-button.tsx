import { ActionIcon, Indicator } from '@mantine/core'
import { IconProgress } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ComponentPropsWithRef } from 'react'
import { useTranslation } from 'react-i18next'
import { atWork, countAtWork } from '@/app/frame/at-work'
import { integrationQuery } from '@/shared/data/get-integration'
import { exportsQuery } from '@/shared/data/list-exports'
import { importsQuery } from '@/shared/data/list-imports'

/** Says whether anything works in the background. */
export function JobButton(props: ComponentPropsWithRef<'button'>) {
  const { t } = useTranslation()
  const stripe = useQuery({ ...integrationQuery, select: atWork }).data
  const exports = useQuery({ ...exportsQuery, select: countAtWork }).data
  const files = useQuery({ ...importsQuery, select: countAtWork }).data
  const count = (stripe ? 1 : 0) + (exports ?? 0) + (files ?? 0)
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

import { Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Segment } from '@/api/types'
import { deleteSegment } from '@/features/segments/api/delete-segment'
import { useAct } from '@/shared/data/use-act'
import { Confirm } from '@/shared/ui/confirm'
import { useSay } from '@/shared/ui/use-say'

interface Props {
  segment: Segment
  opened: boolean
  onClose: () => void
}

/** Deletes a segment for good: its name is typed first. One that others ask for is refused with their names. */
export function DeleteSegment({ segment, opened, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { say } = useSay()
  const remove = useAct({
    mutationFn: () => deleteSegment(segment.id),
    onSuccess: async () => {
      onClose()
      say(t('segments.page.removed', { name: segment.name }))
      await navigate({ to: '/segments' })
      queries.removeQueries({ queryKey: ['segments', 'one', segment.id] })
      await queries.invalidateQueries({ queryKey: ['segments'] })
    },
  })
  return (
    <Confirm
      opened={opened}
      onClose={() => {
        onClose()
        remove.reset()
      }}
      title={t('segments.page.removeTitle', { name: segment.name })}
      action={t('segments.page.remove')}
      onConfirm={() => remove.mutate()}
      busy={remove.isPending}
      error={remove.error}
      word={segment.name}
    >
      <Stack gap="xs">
        <Text size="sm">{t('segments.page.removeText')}</Text>
      </Stack>
    </Confirm>
  )
}

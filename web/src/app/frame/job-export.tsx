import { ActionIcon, Anchor, Group, Stack, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Export } from '@/api/types'
import { deleteExport } from '@/shared/data/delete-export'
import { useAct } from '@/shared/data/use-act'

export function JobExport({ job }: { job: Export }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const forget = useAct({
    mutationFn: () => deleteExport(job.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['exports'] }),
  })
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Stack gap={0} miw={0}>
        <Text size="sm" fw={500}>
          {t('frame.jobs.export')} · {job.format.toUpperCase()}
        </Text>
        <Text size="xs" c="dimmed" className="numbers" role="status">
          {t(`frame.jobs.${job.state}`, { count: job.rows, reason: job.error ?? '' })}
        </Text>
      </Stack>
      <Group gap={4} wrap="nowrap">
        {job.state === 'done' && (
          <Anchor size="sm" href={`/v1/exports/${job.id}/file`} download>
            {t('frame.jobs.download')}
          </Anchor>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t('frame.jobs.forget')}
          loading={forget.isPending}
          onClick={() => forget.mutate()}
        >
          <IconTrash size={14} aria-hidden />
        </ActionIcon>
      </Group>
    </Group>
  )
}

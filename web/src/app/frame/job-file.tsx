import { Anchor, Progress, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Import } from '@/api/types'
import { atWork } from '@/app/frame/at-work'

/** People from a file. */
export function JobFile({ job }: { job: Import }) {
  const { t } = useTranslation()
  const name = t('frame.jobs.file', { name: job.name })
  return (
    <Stack gap={4}>
      <Anchor
        size="sm"
        fw={500}
        truncate
        renderRoot={(props) => <Link to="/profiles/import" search={{ id: job.id }} {...props} />}
      >
        {name}
      </Anchor>
      {atWork(job) && (
        <Progress value={(100 * job.read) / Math.max(job.size, 1)} size="sm" aria-label={name} />
      )}
      <Text size="xs" c="dimmed" className="numbers" role="status">
        {t(`frame.jobs.files.${job.state}`, { count: job.rows, reason: job.error ?? '' })}
      </Text>
    </Stack>
  )
}

import { ActionIcon, Indicator, Popover, Stack, Text, Tooltip } from '@mantine/core'
import { IconProgress } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { JobExport } from '@/app/frame/job-export'
import { JobImport } from '@/app/frame/job-import'
import { integrationQuery } from '@/shared/data/get-integration'
import { exportsQuery } from '@/shared/data/list-exports'

/** What works in the background: the import, and exports. */
export function JobTray() {
  const { t } = useTranslation()
  const integration = useQuery(integrationQuery).data
  const exports = useQuery(exportsQuery).data?.data ?? []
  const importing = integration?.state === 'importing'
  const busy = exports.filter((job) => job.state === 'waiting' || job.state === 'running').length
  const count = busy + (importing ? 1 : 0)
  return (
    <Popover position="bottom-end" width={320} withinPortal trapFocus>
      <Popover.Target>
        <Tooltip label={t('frame.jobs.title')}>
          <Indicator disabled={count === 0} color="ink" size={9} offset={5} processing>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={34}
              aria-label={t('frame.jobs.label', { count })}
            >
              <IconProgress size={20} aria-hidden />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Text fw={600} size="sm" mb="xs">
          {t('frame.jobs.title')}
        </Text>
        <Stack gap="sm">
          {importing && <JobImport integration={integration} />}
          {exports.map((job) => (
            <JobExport key={job.id} job={job} />
          ))}
          {!importing && exports.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('frame.jobs.empty')}
            </Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

import { Popover, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { atWork } from '@/app/frame/at-work'
import { JobButton } from '@/app/frame/job-button'
import { JobExport } from '@/app/frame/job-export'
import { JobFile } from '@/app/frame/job-file'
import { JobImport } from '@/app/frame/job-import'
import { useOpenAtFirst } from '@/app/frame/use-open-at-first'
import { integrationQuery } from '@/shared/data/get-integration'
import { exportsQuery } from '@/shared/data/list-exports'
import { importsQuery } from '@/shared/data/list-imports'

/** What works in the background: the import from Stripe, files of people, and exports. */
export function JobTray() {
  const { t } = useTranslation()
  const integration = useQuery(integrationQuery).data
  const exports = useQuery(exportsQuery).data?.data ?? []
  const files = useQuery(importsQuery).data?.data ?? []
  const importing = integration !== undefined && atWork(integration)
  const { opened, onChange, button } = useOpenAtFirst()
  return (
    <Popover
      position="bottom-end"
      width={320}
      withinPortal
      trapFocus
      opened={opened}
      onChange={onChange}
    >
      <Popover.Target>
        <JobButton ref={button} onClick={() => onChange(!opened)} />
      </Popover.Target>
      <Popover.Dropdown>
        <Text fw={600} size="sm" mb="xs">
          {t('frame.jobs.title')}
        </Text>
        <Stack gap="sm">
          {importing && <JobImport integration={integration} />}
          {files.map((job) => (
            <JobFile key={job.id} job={job} />
          ))}
          {exports.map((job) => (
            <JobExport key={job.id} job={job} />
          ))}
          {!importing && files.length + exports.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('frame.jobs.empty')}
            </Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

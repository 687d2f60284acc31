import { Alert, Anchor, List, Progress, SimpleGrid, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Import } from '@/api/types'
import { formatNumber } from '@/shared/format/money'
import { Panel } from '@/shared/ui/panel'

/** How far it is, what it comes to or would come to, and why rows were refused. */
export function ImportReport({ job }: { job: Import }) {
  const { t } = useTranslation()
  const works = job.state === 'checking' || job.state === 'running'
  const tense = job.state === 'running' || job.state === 'done' ? 'done' : 'would'
  const more = job.refused - job.reasons.length
  return (
    <Panel title={t(`imports.report.${job.state}`)}>
      <Stack data-import={job.state}>
        {job.error && <Alert color="rose">{job.error}</Alert>}
        {works && (
          <Progress
            value={(100 * job.read) / Math.max(job.size, 1)}
            aria-label={t(`imports.report.${job.state}`)}
          />
        )}
        <SimpleGrid cols={{ base: 2, sm: 4 }} role="status">
          <Figure count={job.made} label={t(`imports.report.made.${tense}`)} />
          <Figure count={job.changed} label={t(`imports.report.changed.${tense}`)} />
          <Figure count={job.unchanged} label={t('imports.report.unchanged')} />
          <Figure count={job.refused} label={t('imports.report.refused')} />
        </SimpleGrid>
        {job.left_out.length > 0 && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('imports.report.leftOut', {
              count: job.left_out.length,
              columns: job.left_out.join(', '),
            })}
          </Text>
        )}
        {job.reasons.length > 0 && (
          <List size="sm" aria-label={t('imports.report.refused')}>
            {job.reasons.map(({ line, column, message }) => (
              <List.Item key={line} style={{ overflowWrap: 'anywhere' }}>
                <b>{t(column ? 'imports.report.cell' : 'imports.report.line', { line, column })}</b>{' '}
                {message}
              </List.Item>
            ))}
            {more > 0 && <List.Item>{t('imports.report.more', { count: more })}</List.Item>}
          </List>
        )}
        {job.refused > 0 && !works && (
          <Anchor size="sm" href={`/v1/imports/${job.id}/refused`} download>
            {t('imports.report.download')}
          </Anchor>
        )}
      </Stack>
    </Panel>
  )
}

function Figure({ count, label }: { count: number; label: string }) {
  return (
    <Stack gap={0}>
      <Text fz={24} fw={600} className="numbers">
        {formatNumber(count)}
      </Text>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
    </Stack>
  )
}

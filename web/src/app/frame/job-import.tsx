import { Anchor, Progress, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { StripeIntegration } from '@/api/types'

/** The share that is read, 0–100: of what is estimated, else of the resources that are done. */
export function importShare(progress: StripeIntegration['progress']): number {
  if (progress.length === 0) return 0
  const parts = progress.map((row) => {
    if (row.done) return 1
    return row.estimated_total ? Math.min(0.99, row.imported / row.estimated_total) : 0
  })
  return (100 * parts.reduce((sum, part) => sum + part, 0)) / parts.length
}

export function JobImport({ integration }: { integration: StripeIntegration }) {
  const { t } = useTranslation()
  const count = integration.progress.reduce((sum, row) => sum + row.imported, 0)
  return (
    <Stack gap={4}>
      <Anchor
        size="sm"
        fw={500}
        renderRoot={(props) => <Link to="/settings/integrations/stripe" {...props} />}
      >
        {t('frame.jobs.import')}
      </Anchor>
      <Progress
        value={importShare(integration.progress)}
        size="sm"
        aria-label={t('frame.jobs.import')}
      />
      <Text size="xs" c="dimmed" className="numbers">
        {t('frame.jobs.importing', { count })}
      </Text>
    </Stack>
  )
}

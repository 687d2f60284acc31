import { Box } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '@/shared/ui/page'
import { ProblemAlert } from '@/shared/ui/problem-alert'

/** Where a screen could not be shown at all. */
export function RouteError({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation()
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Box p="md">
      <Page title={t('frame.crashed')} width="narrow">
        <ProblemAlert error={error} onRetry={again} />
      </Page>
    </Box>
  )
}

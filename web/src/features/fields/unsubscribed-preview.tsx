import { Alert, Text } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { UnsubscribedPut } from '@/api/types'
import { unsubscribedPreviewQuery } from '@/features/fields/api/preview-unsubscribed'
import { NoPreviewYet } from '@/features/fields/no-preview-yet'
import { useSettled } from '@/features/fields/use-settled'

/** How many the choice would unsubscribe. */
export function UnsubscribedPreview({ ask }: { ask: UnsubscribedPut }) {
  const { t } = useTranslation()
  const asked = useSettled(ask)
  const whole = asked.key.trim() !== '' && asked.values.length > 0
  const options = unsubscribedPreviewQuery(asked)
  const { data, error, isFetching } = useQuery({
    ...options,
    queryFn: whole ? options.queryFn : skipToken,
  })
  if (!whole) return null
  if (error || !data) return <NoPreviewYet error={error} looking={isFetching} />
  const { people, saying, looked_at: looked, customers } = data
  return (
    <Alert color={people > 0 ? 'amber' : 'gray'} data-preview role="status">
      <Text size="sm" fw={600}>
        {t('fields.unsubscribed.affected', { count: people })}
      </Text>
      <Text size="sm">
        {t(looked < customers ? 'fields.unsubscribed.some' : 'fields.unsubscribed.all', {
          saying,
          looked,
          customers,
        })}
      </Text>
    </Alert>
  )
}

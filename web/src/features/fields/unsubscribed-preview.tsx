import { Alert, Loader, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { UnsubscribedPut } from '@/api/types'
import { unsubscribedPreviewQuery } from '@/features/fields/api/preview-unsubscribed'

const kWhileTypingMs = 350

/** How many the choice would unsubscribe. */
export function UnsubscribedPreview({ ask }: { ask: UnsubscribedPut }) {
  const { t } = useTranslation()
  const [settled] = useDebouncedValue(JSON.stringify(ask), kWhileTypingMs)
  const asked = JSON.parse(settled) as UnsubscribedPut
  const whole = asked.key.trim() !== '' && asked.values.length > 0
  const options = unsubscribedPreviewQuery(asked)
  const { data, error, isFetching } = useQuery({
    ...options,
    queryFn: whole ? options.queryFn : skipToken,
  })
  if (!whole) return null
  if (error)
    return (
      <Text size="sm" c="dimmed">
        {error.message}
      </Text>
    )
  if (!data)
    return isFetching ? <Loader size="xs" aria-label={t('fields.preview.looking')} /> : null
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

import { Alert, List, Text } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Field, FieldTry, FieldPreview as Preview } from '@/api/types'
import { previewQuery } from '@/features/fields/api/preview-field'
import { NoPreviewYet } from '@/features/fields/no-preview-yet'
import { useSettled } from '@/features/fields/use-settled'
import { formatMoney, formatNumber } from '@/shared/format/money'
import { formatDate } from '@/shared/format/time'

/** What a field would come to before it is saved: how many would have a value, and what would be lost. */
export function FieldPreview({ ask }: { ask: FieldTry | undefined }) {
  const { t } = useTranslation()
  const asked = useSettled(ask)
  const options = previewQuery(asked ?? {})
  const { data, error, isFetching } = useQuery({
    ...options,
    queryFn: asked ? options.queryFn : skipToken,
  })
  if (!ask) return null
  if (error || !data) return <NoPreviewYet error={error} looking={isFetching} />
  const type = t(`fields.type.${data.type}`).toLocaleLowerCase()
  const { looked_at: looked, people, filled, unfit, lost } = data
  return (
    <Alert color={lost > 0 ? 'amber' : 'gray'} data-preview role="status">
      <Text size="sm">
        {t(looked < people ? 'fields.preview.some' : 'fields.preview.all', {
          filled,
          looked,
          people,
        })}
      </Text>
      {lost > 0 && (
        <Text size="sm" fw={600}>
          {t('fields.preview.lost', { count: lost })}
        </Text>
      )}
      {unfit > 0 && <Text size="sm">{t('fields.preview.unfit', { count: unfit, type })}</Text>}
      <List size="sm" mt={4}>
        {data.examples.map((example) => (
          <List.Item
            key={`${example.from} ${JSON.stringify(example.to)}`}
            style={{ overflowWrap: 'anywhere' }}
          >
            <bdi>{example.from === null ? '…' : `“${example.from}”`}</bdi>
            {' → '}
            <bdi>{shown(data.type, example) ?? t('fields.preview.missing')}</bdi>
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

/** A value as people read it; nothing where there is none. */
function shown(
  type: Field['type'],
  { to, currency }: Preview['examples'][number],
): string | undefined {
  if (to === null || to === undefined) return undefined
  if (Array.isArray(to)) return to.join(', ')
  if (type === 'money') return formatMoney(Number(to), currency)
  if (type === 'date') return formatDate(Number(to))
  if (type === 'number') return formatNumber(Number(to))
  return String(to)
}

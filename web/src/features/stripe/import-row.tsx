import { Group, Progress, Table, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type ProgressRow, shareOf } from '@/features/stripe/import-progress'
import { resourceKey } from '@/features/stripe/resource-label'
import { formatNumber } from '@/shared/format/money'
import { formatLength } from '@/shared/format/time'

export function ImportRow({ row }: { row: ProgressRow }) {
  const { t } = useTranslation()
  const key = resourceKey(row.resource)
  const label = key ? t(key) : row.resource
  const share = shareOf(row)
  const started = row.imported > 0
  const amount =
    row.estimated_total && !row.done
      ? t('stripe.progress.readOf', {
          count: formatNumber(row.imported),
          total: formatNumber(row.estimated_total),
        })
      : t('stripe.progress.read', { count: row.imported })
  const speed = [
    row.rate ? t('stripe.progress.rate', { rate: formatNumber(Math.round(row.rate)) }) : '',
    row.seconds_left ? t('stripe.progress.left', { time: formatLength(row.seconds_left) }) : '',
  ].filter(Boolean)
  return (
    <Table.Tr>
      <Table.Th scope="row" w="34%" fw={500} fz="sm">
        {label}
      </Table.Th>
      <Table.Td>
        <Progress
          value={share ?? (started ? 100 : 0)}
          animated={!row.done && started}
          striped={!row.done && share === undefined}
          color={row.done ? 'moss' : 'ink'}
          size="md"
          aria-label={label}
        />
        <Group gap="xs" justify="space-between" mt={2}>
          <Text size="xs" c="dimmed" className="numbers">
            {started || row.done ? amount : t('stripe.progress.waits')}
          </Text>
          <Text size="xs" c="dimmed" className="numbers">
            {row.done ? (
              <Group gap={4} component="span">
                <IconCheck size={12} aria-hidden />
                {t('stripe.progress.done')}
              </Group>
            ) : (
              speed.join(' · ')
            )}
          </Text>
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

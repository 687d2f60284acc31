import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '@/shared/format/money'

/** What people brought so far, by currency, most first. */
export function SalesList({ sales }: { sales: Record<string, number> }) {
  const { t } = useTranslation()
  const all = Object.entries(sales)
    .filter(([, net]) => net !== 0)
    .sort(([, a], [, b]) => b - a)
  return (
    <Group gap="2px 12px" align="baseline" data-sales>
      <Text size="sm" c="dimmed">
        {t('segments.preview.sales')}
      </Text>
      {all.length === 0 && <Text size="sm">{t('segments.preview.noSales')}</Text>}
      {all.map(([currency, net]) => (
        <Text key={currency} size="sm" fw={600} className="numbers">
          {formatMoney(net, currency)}
        </Text>
      ))}
    </Group>
  )
}

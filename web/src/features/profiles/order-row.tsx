import { Anchor, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Order } from '@/api/types'
import { statusLabel } from '@/features/profiles/filter-label'
import { OrderStatus } from '@/features/profiles/order-status'
import { formatMoney } from '@/shared/format/money'
import { formatDate } from '@/shared/format/time'

export function OrderRow({ order }: { order: Order }) {
  const { t } = useTranslation()
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor size="sm" fw={500} href={order.url} target="_blank" rel="noreferrer">
          {order.number ?? order.id}
        </Anchor>
        {!order.counted && order.not_counted_because && (
          <Text size="xs" c="dimmed">
            {t('profiles.orders.notCounted', { reason: order.not_counted_because })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {order.status && <OrderStatus status={order.status} label={statusLabel(t, order.status)} />}
      </Table.Td>
      <Table.Td>
        {order.products.map((product, index) => (
          <Text key={index} size="sm">
            {t('profiles.orders.product', {
              quantity: product.quantity,
              name: product.name ?? t('profiles.orders.noName'),
            })}
          </Text>
        ))}
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        {formatDate(order.paid_at ?? order.created)}
      </Table.Td>
      <Table.Td ta="end" className="numbers">
        <Stack gap={0}>
          <Text size="sm" fw={500}>
            {formatMoney(order.total, order.currency)}
          </Text>
          {order.refunded > 0 && (
            <Text size="xs" c="dimmed">
              {t('profiles.orders.refunded', {
                amount: formatMoney(order.refunded, order.currency),
              })}
            </Text>
          )}
        </Stack>
      </Table.Td>
    </Table.Tr>
  )
}

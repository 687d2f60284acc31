import { Table } from '@mantine/core'
import { IconReceipt } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ordersQuery } from '@/features/profiles/api/list-orders'
import { OrderRow } from '@/features/profiles/order-row'
import { PagedTab } from '@/features/profiles/paged-tab'
import { WideTable } from '@/shared/ui/wide-table'

export function OrdersTab({ id }: { id: string }) {
  const { t } = useTranslation()
  const orders = useInfiniteQuery(ordersQuery(id))
  return (
    <PagedTab
      flush
      query={orders}
      empty={{
        icon: IconReceipt,
        title: t('profiles.orders.empty'),
        text: t('profiles.orders.emptyText'),
      }}
    >
      {(rows) => (
        <WideTable minWidth={640}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('profiles.orders.order')}</Table.Th>
              <Table.Th>{t('profiles.orders.status')}</Table.Th>
              <Table.Th>{t('profiles.orders.products')}</Table.Th>
              <Table.Th>{t('profiles.orders.date')}</Table.Th>
              <Table.Th ta="end">{t('profiles.orders.total')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((order) => (
              <OrderRow key={order.id} order={order} />
            ))}
          </Table.Tbody>
        </WideTable>
      )}
    </PagedTab>
  )
}

import { Button, Menu } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CountryFilter } from '@/features/profiles/country-filter'
import { daysAgo, type ListFilter } from '@/features/profiles/filters'

const kSubscriptions = ['active', 'trial', 'past_due', 'paused', 'cancelled'] as const
const kStatuses = ['paid', 'open', 'draft', 'void', 'uncollectible'] as const
const kOrders = ['none', 'one', 'many'] as const
const kSpans = [
  ['day', 1],
  ['week', 7],
  ['month', 30],
] as const

export function FilterMenu({ onChoose }: { onChoose: (filter: Partial<ListFilter>) => void }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-start" width={280} withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconFilter size={16} aria-hidden />}>
          {t('profiles.filter.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('profiles.filter.orders')}</Menu.Label>
        {kOrders.map((orders) => (
          <Menu.Item key={orders} onClick={() => onChoose({ orders })}>
            {t(`profiles.filter.ordersIs.${orders}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('profiles.filter.order_status')}</Menu.Label>
        {kStatuses.map((status) => (
          <Menu.Item key={status} onClick={() => onChoose({ order_status: status })}>
            {t(`profiles.status.${status}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('profiles.filter.subscription')}</Menu.Label>
        {kSubscriptions.map((subscription) => (
          <Menu.Item key={subscription} onClick={() => onChoose({ subscription })}>
            {t(`profiles.state.${subscription}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('profiles.filter.created')}</Menu.Label>
        {kSpans.map(([span, days]) => (
          <Menu.Item key={span} onClick={() => onChoose({ created_after: daysAgo(days) })}>
            {t(`profiles.filter.recent.${span}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('profiles.filter.has_email')}</Menu.Label>
        <Menu.Item onClick={() => onChoose({ has_email: true })}>
          {t('profiles.filter.has_emailIs.true')}
        </Menu.Item>
        <Menu.Item onClick={() => onChoose({ has_email: false })}>
          {t('profiles.filter.has_emailIs.false')}
        </Menu.Item>
        <Menu.Item onClick={() => onChoose({ shared_email: true })}>
          {t('profiles.filter.shared_emailIs.true')}
        </Menu.Item>
        <Menu.Item onClick={() => onChoose({ deleted: true })}>
          {t('profiles.filter.deletedIs.true')}
        </Menu.Item>
        <Menu.Label>{t('profiles.filter.country')}</Menu.Label>
        <CountryFilter onChoose={(country) => onChoose({ country })} />
      </Menu.Dropdown>
    </Menu>
  )
}

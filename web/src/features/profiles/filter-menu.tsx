import { Button, Menu } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { daysAgo, type ListFilter } from '@/features/profiles/filters'
import { MenuHeading } from '@/shared/ui/menu-heading'

const kSubscriptions = ['active', 'trial', 'past_due', 'paused', 'cancelled'] as const
const kStatuses = ['paid', 'open', 'draft', 'void', 'uncollectible'] as const
const kOrders = ['none', 'one', 'many'] as const
const kSpans = [
  ['day', 1],
  ['week', 7],
  ['month', 30],
] as const

interface Props {
  onChoose: (filter: Partial<ListFilter>) => void
  onCountry: () => void
  onSegment: () => void
}

export function FilterMenu({ onChoose, onCountry, onSegment }: Props) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-start" width={280} withinPortal menuItemTabIndex={0}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconFilter size={16} aria-hidden />}>
          {t('profiles.filter.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <MenuHeading>{t('profiles.filter.orders')}</MenuHeading>
        {kOrders.map((orders) => (
          <Menu.Item key={orders} onClick={() => onChoose({ orders })}>
            {t(`profiles.filter.ordersIs.${orders}`)}
          </Menu.Item>
        ))}
        <MenuHeading>{t('profiles.filter.order_status')}</MenuHeading>
        {kStatuses.map((status) => (
          <Menu.Item key={status} onClick={() => onChoose({ order_status: status })}>
            {t(`profiles.status.${status}`)}
          </Menu.Item>
        ))}
        <MenuHeading>{t('profiles.filter.subscription')}</MenuHeading>
        {kSubscriptions.map((subscription) => (
          <Menu.Item key={subscription} onClick={() => onChoose({ subscription })}>
            {t(`profiles.state.${subscription}`)}
          </Menu.Item>
        ))}
        <MenuHeading>{t('profiles.filter.place')}</MenuHeading>
        <Menu.Item onClick={onCountry}>{t('profiles.filter.countryChoose')}</Menu.Item>
        <MenuHeading>{t('profiles.filter.segment')}</MenuHeading>
        <Menu.Item onClick={onSegment}>{t('profiles.filter.segmentChoose')}</Menu.Item>
        <MenuHeading>{t('profiles.filter.created')}</MenuHeading>
        {kSpans.map(([span, days]) => (
          <Menu.Item key={span} onClick={() => onChoose({ created_after: daysAgo(days) })}>
            {t(`profiles.filter.recent.${span}`)}
          </Menu.Item>
        ))}
        <MenuHeading>{t('profiles.filter.has_email')}</MenuHeading>
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
      </Menu.Dropdown>
    </Menu>
  )
}

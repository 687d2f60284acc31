import { Anchor, Button, Popover, Stack, Text } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Field, Profile } from '@/api/types'
import { integrationQuery } from '@/shared/data/get-integration'
import { customerPage } from '@/shared/format/dashboard'

/** Who wants to change a value that belongs to Stripe is told so, and led to where it can be changed. */
export function FieldOwned({ profile, field }: { profile: Profile; field: Field }) {
  const { t } = useTranslation()
  const mode = useQuery(integrationQuery).data?.mode
  const object = profile.sources?.[field.name]?.object
  const customer = object?.startsWith('cus_') ? object : profile.fields.stripe_customer_id
  return (
    <Popover width={280} position="bottom-start" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-xs"
          mih={24}
          variant="subtle"
          aria-label={t('profiles.page.changeLabel', { field: field.label })}
        >
          {t('common.change')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('profiles.page.changeLabel', { field: field.label })}>
        <Stack gap="xs">
          <Text size="sm">{t('profiles.page.owned')}</Text>
          {customer && (
            <Anchor size="sm" href={customerPage(mode, customer)} target="_blank" rel="noreferrer">
              {t('profiles.page.editAtStripe')} <IconExternalLink size={12} aria-hidden />
            </Anchor>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

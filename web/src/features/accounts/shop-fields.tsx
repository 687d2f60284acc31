import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AccountField } from '@/features/accounts/use-account-form'

/** The shop's name and postal address: asked at the first visit, and among the settings. */
export function ShopFields({ field }: { field: AccountField }) {
  const { t } = useTranslation()
  return (
    <>
      <TextInput
        label={t('accounts.shop.name')}
        description={t('accounts.shop.nameHint')}
        autoComplete="organization"
        {...field('name')}
      />
      <Textarea
        label={t('accounts.shop.address')}
        description={t('accounts.shop.addressHint')}
        autosize
        minRows={3}
        {...field('postal_address')}
      />
    </>
  )
}

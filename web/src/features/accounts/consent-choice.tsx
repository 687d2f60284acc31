import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { kConsents } from '@/features/accounts/account-values'
import type { AccountField } from '@/features/accounts/use-account-form'

/** Who may get marketing from the start (default_email_consent). */
export function ConsentChoice({ field }: { field: AccountField }) {
  const { t } = useTranslation()
  const input = field('default_email_consent')
  return (
    <Radio.Group
      label={t('accounts.shop.consent')}
      description={t('accounts.shop.consentHint')}
      {...input}
    >
      <Stack gap="xs" mt="sm">
        {kConsents.map((value) => (
          <Radio
            key={value}
            value={value}
            label={t(`accounts.shop.consentOption.${value}`)}
            disabled={input.readOnly}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

import { Alert, Button, Group, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Account } from '@/api/types'
import { kConsents, patchOf, valuesOf } from '@/features/accounts/account-values'
import { patchAccount } from '@/shared/data/patch-account'
import { useCan } from '@/shared/data/use-can'
import { fieldError } from '@/shared/format/field-error'
import { ProblemAlert } from '@/shared/ui/problem-alert'

const kZones = Intl.supportedValuesOf('timeZone')

/** The shop's settings. Who saves after somebody else is told so, and sees theirs. */
export function AccountForm({ account }: { account: Account }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const readOnly = !useCan('admin')
  const form = useForm({ initialValues: valuesOf(account) })
  const save = useMutation({
    mutationFn: () => patchAccount(patchOf(form.getValues(), account.version)),
    onSuccess: (next) => {
      queries.setQueryData(['account'], next)
      void queries.invalidateQueries({ queryKey: ['session'] })
      form.setValues(valuesOf(next))
      form.resetDirty(valuesOf(next))
      notifications.show({ message: t('common.saved') })
    },
  })
  const stale = save.error !== null && asProblem(save.error).code === 'changed_meanwhile'
  const showTheirs = async () => {
    await queries.refetchQueries({ queryKey: ['account'] })
    const theirs = queries.getQueryData<Account>(['account'])
    if (theirs) form.setValues(valuesOf(theirs))
    save.reset()
  }
  const field = (name: keyof ReturnType<typeof valuesOf>, param: string = name) => ({
    ...form.getInputProps(name),
    error: fieldError(save.error, param),
    readOnly,
  })
  const zones = kZones.includes(account.time_zone) ? kZones : [account.time_zone, ...kZones]
  return (
    <form onSubmit={form.onSubmit(() => save.mutate())}>
      <Stack gap="lg">
        {stale && (
          <Alert color="amber" role="alert">
            <Stack align="flex-start" gap="sm">
              {t('accounts.shop.changedMeanwhile')}
              <Button size="xs" variant="default" onClick={() => void showTheirs()}>
                {t('accounts.shop.loadTheirs')}
              </Button>
            </Stack>
          </Alert>
        )}
        {save.error && !stale && !asProblem(save.error).param && (
          <ProblemAlert error={save.error} />
        )}
        <TextInput
          label={t('accounts.shop.name')}
          description={t('accounts.shop.nameHint')}
          {...field('name')}
        />
        <Textarea
          label={t('accounts.shop.address')}
          description={t('accounts.shop.addressHint')}
          autosize
          minRows={3}
          {...field('postal_address')}
        />
        <Group grow align="flex-start">
          <Select
            label={t('accounts.shop.zone')}
            description={t('accounts.shop.zoneHint')}
            data={zones}
            searchable
            allowDeselect={false}
            {...field('time_zone')}
          />
          <TextInput
            label={t('accounts.shop.currency')}
            description={t('accounts.shop.currencyHint')}
            maxLength={3}
            {...field('currency')}
          />
        </Group>
        <Radio.Group
          label={t('accounts.shop.consent')}
          description={t('accounts.shop.consentHint')}
          {...field('default_email_consent')}
        >
          <Stack gap="xs" mt="sm">
            {kConsents.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`accounts.shop.consentOption.${value}`)}
                disabled={readOnly}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t('accounts.shop.recipients')}
          description={t('accounts.shop.recipientsHint')}
          autosize
          minRows={2}
          {...field('test_mode_recipients')}
        />
        {!readOnly && (
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t('common.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

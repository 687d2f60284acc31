import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Account } from '@/api/types'
import { patchOf, valuesOf } from '@/features/accounts/account-values'
import { ChangedMeanwhile } from '@/features/accounts/changed-meanwhile'
import { ConsentChoice } from '@/features/accounts/consent-choice'
import { ShopFields } from '@/features/accounts/shop-fields'
import { useAccountForm } from '@/features/accounts/use-account-form'
import { patchAccount } from '@/shared/data/patch-account'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { useSay } from '@/shared/ui/use-say'

const kZones = Intl.supportedValuesOf('timeZone')

/** The shop's settings. Who saves after somebody else is told so, and sees theirs. */
export function AccountForm({ account }: { account: Account }) {
  const { t } = useTranslation()
  const { sayWithUndo } = useSay()
  const { form, save, show, field, readOnly } = useAccountForm(account, (next) => {
    const before = patchOf(valuesOf(account), next.version)
    sayWithUndo(t('common.saved'), async () => show(await patchAccount(before)))
  })
  const problem = save.error ? asProblem(save.error) : null
  const stale = problem?.code === 'changed_meanwhile'
  const zones = kZones.includes(account.time_zone) ? kZones : [account.time_zone, ...kZones]
  return (
    <form onSubmit={form.onSubmit(() => save.mutate())}>
      <Stack gap="lg">
        {stale && (
          <ChangedMeanwhile
            onShow={(theirs) => {
              show(theirs)
              save.reset()
            }}
          />
        )}
        {problem && !stale && !problem.param && <ProblemAlert error={problem} />}
        <ShopFields field={field} />
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
        <ConsentChoice field={field} />
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

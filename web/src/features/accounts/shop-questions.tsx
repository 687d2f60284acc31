import { Button, Group, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Account } from '@/api/types'
import { kConsents, patchOf, valuesOf } from '@/features/accounts/account-values'
import { patchAccount } from '@/shared/data/patch-account'
import { fieldError } from '@/shared/format/field-error'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'

/** Name, postal address and consent: asked while the import runs, so that nobody waits. */
export function ShopQuestions({ account }: { account: Account }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const form = useForm({ initialValues: valuesOf(account) })
  const save = useMutation({
    mutationFn: () => patchAccount(patchOf(form.getValues(), account.version)),
    onSuccess: (next) => {
      queries.setQueryData(['account'], next)
      void queries.invalidateQueries({ queryKey: ['session'] })
      void navigate({ to: '/' })
    },
  })
  const field = (name: keyof ReturnType<typeof valuesOf>) => ({
    ...form.getInputProps(name),
    error: fieldError(save.error, name),
  })
  return (
    <Panel title={t('home.start.shopTitle')} lead={t('home.start.shopLead')}>
      <form onSubmit={form.onSubmit(() => save.mutate())}>
        <Stack>
          {save.error && !asProblem(save.error).param && <ProblemAlert error={save.error} />}
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
                />
              ))}
            </Stack>
          </Radio.Group>
          <Group>
            <Button type="submit" loading={save.isPending}>
              {t('home.start.saveAndGo')}
            </Button>
            <Button variant="subtle" renderRoot={(props) => <Link to="/" {...props} />}>
              {t('home.start.later')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

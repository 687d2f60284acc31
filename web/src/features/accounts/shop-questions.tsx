import { Button, Group, Stack } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Account } from '@/api/types'
import { ConsentChoice } from '@/features/accounts/consent-choice'
import { ShopFields } from '@/features/accounts/shop-fields'
import { useAccountForm } from '@/features/accounts/use-account-form'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'

/** Name, postal address and consent: asked while the import runs, so that nobody waits. */
export function ShopQuestions({ account }: { account: Account }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { form, save, field } = useAccountForm(account, () => void navigate({ to: '/' }))
  return (
    <Panel title={t('home.start.shopTitle')} lead={t('home.start.shopLead')}>
      <form onSubmit={form.onSubmit(() => save.mutate())}>
        <Stack>
          {save.error && !asProblem(save.error).param && <ProblemAlert error={save.error} />}
          <ShopFields field={field} />
          <ConsentChoice field={field} />
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

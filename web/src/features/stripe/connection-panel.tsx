import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { StripeIntegration } from '@/api/types'
import { pauseIntegration } from '@/features/stripe/api/pause-integration'
import { resumeIntegration } from '@/features/stripe/api/resume-integration'
import { syncIntegration } from '@/features/stripe/api/sync-integration'
import { Disconnect } from '@/features/stripe/disconnect'
import { GoLive } from '@/features/stripe/go-live'
import { KeyForm } from '@/features/stripe/key-form'
import { takeIntegration } from '@/shared/data/get-integration'
import { useAct } from '@/shared/data/use-act'
import { Panel } from '@/shared/ui/panel'
import { useSay } from '@/shared/ui/use-say'

const kDeeds = {
  pause: { run: pauseIntegration, said: 'stripe.manage.paused', back: resumeIntegration },
  resume: { run: resumeIntegration, said: 'stripe.manage.resumed', back: pauseIntegration },
  resync: { run: syncIntegration, said: 'stripe.manage.resyncing', back: undefined },
} as const

/** What one can do with the connection: replace the key, pause, read again, go live, disconnect. */
export function ConnectionPanel({ integration }: { integration: StripeIntegration }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [replacing, replace] = useDisclosure()
  const { say, sayProblem, sayWithUndo } = useSay()
  const take = (next: StripeIntegration) => takeIntegration(queries, next)
  const act = useAct({
    mutationFn: (name: keyof typeof kDeeds) => kDeeds[name].run(),
    onSuccess: (next, name) => {
      take(next)
      const { said, back } = kDeeds[name]
      if (back) sayWithUndo(t(said), async () => take(await back()))
      else say(t(said))
    },
    onError: sayProblem,
  })
  const button = (deed: keyof typeof kDeeds) => (
    <Button
      variant="default"
      loading={act.isPending && act.variables === deed}
      disabled={act.isPending}
      onClick={() => act.mutate(deed)}
    >
      {t(`stripe.manage.${deed}`)}
    </Button>
  )
  return (
    <Panel title={t('stripe.manage.title')}>
      <Group gap="sm">
        <Button variant="default" onClick={replace.open}>
          {t('stripe.manage.replace')}
        </Button>
        {integration.state === 'paused' ? button('resume') : button('pause')}
        {button('resync')}
        {integration.mode === 'test' && <GoLive />}
        <Disconnect />
      </Group>
      <Modal
        opened={replacing}
        onClose={replace.close}
        title={t('stripe.manage.replace')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Stack>
          <Text size="sm">{t('stripe.manage.replaceText')}</Text>
          <KeyForm submit={t('stripe.manage.replace')} onDone={replace.close} />
        </Stack>
      </Modal>
    </Panel>
  )
}

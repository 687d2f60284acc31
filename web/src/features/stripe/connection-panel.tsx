import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { StripeIntegration } from '@/api/types'
import { pauseIntegration } from '@/features/stripe/api/pause-integration'
import { resumeIntegration } from '@/features/stripe/api/resume-integration'
import { syncIntegration } from '@/features/stripe/api/sync-integration'
import { Disconnect } from '@/features/stripe/disconnect'
import { GoLive } from '@/features/stripe/go-live'
import { KeyForm } from '@/features/stripe/key-form'
import { Panel } from '@/shared/ui/panel'

/** What one can do with the connection: replace the key, pause, read again, go live, disconnect. */
export function ConnectionPanel({ integration }: { integration: StripeIntegration }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [replacing, replace] = useDisclosure()
  const act = useMutation({
    mutationFn: (deed: { run: () => Promise<StripeIntegration>; said: string }) => deed.run(),
    onSuccess: (next, deed) => {
      queries.setQueryData(['integration'], next)
      notifications.show({ message: deed.said })
    },
    onError: (error) => notifications.show({ color: 'rose', message: asProblem(error).message }),
  })
  const deeds = {
    pause: { run: pauseIntegration, said: t('stripe.manage.paused') },
    resume: { run: resumeIntegration, said: t('stripe.manage.resumed') },
    resync: { run: syncIntegration, said: t('stripe.manage.resyncing') },
  }
  const button = (deed: keyof typeof deeds) => (
    <Button
      variant="default"
      loading={act.isPending && act.variables === deeds[deed]}
      disabled={act.isPending}
      onClick={() => act.mutate(deeds[deed])}
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

import { Button, CopyButton, Group, Stack, Textarea } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { keyLink } from '@/features/stripe/key-link'
import { Panel } from '@/shared/ui/panel'

/** A message to copy for those who have no rights at Stripe. */
export function AskAdministrator() {
  const { t } = useTranslation()
  const message = t('stripe.ask.message', { link: keyLink('live') })
  return (
    <Panel title={t('stripe.ask.title')} lead={t('stripe.ask.lead')}>
      <Stack gap="sm">
        <Textarea
          value={message}
          readOnly
          autosize
          minRows={5}
          maxRows={14}
          aria-label={t('stripe.ask.title')}
        />
        <Group>
          <CopyButton value={message}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                onClick={copy}
                leftSection={
                  copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
                }
              >
                {copied ? t('common.copied') : t('stripe.ask.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Panel>
  )
}

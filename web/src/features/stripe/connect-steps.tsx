import { Alert, Button, Group, List, Stack, Text, ThemeIcon } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { AskAdministrator } from '@/features/stripe/ask-administrator'
import { KeyForm } from '@/features/stripe/key-form'
import { keyLink } from '@/features/stripe/key-link'
import { useCan } from '@/shared/data/use-can'
import { Panel } from '@/shared/ui/panel'

/** From nothing to a running import: what to do at Stripe, then the key. */
export function ConnectSteps() {
  const { t } = useTranslation()
  const admin = useCan('admin')
  if (!admin) {
    return (
      <Stack gap="lg">
        <Alert color="gray">{t('stripe.connect.readOnly')}</Alert>
        <AskAdministrator />
      </Stack>
    )
  }
  const number = (value: number) => (
    <ThemeIcon size={28} radius="xl" aria-hidden>
      {value}
    </ThemeIcon>
  )
  return (
    <Stack gap="lg">
      <Panel title={t('stripe.connect.title')} lead={t('stripe.connect.lead')}>
        <Stack gap="xl">
          <Group align="flex-start" wrap="nowrap">
            {number(1)}
            <Stack gap="sm">
              <Text fw={600}>{t('stripe.connect.steps.open')}</Text>
              <Text size="sm">{t('stripe.connect.steps.openText')}</Text>
              <List size="sm" spacing={6}>
                <List.Item>{t('stripe.connect.steps.checkRole')}</List.Item>
                <List.Item>{t('stripe.connect.steps.checkShop')}</List.Item>
                <List.Item>{t('stripe.connect.steps.checkUse')}</List.Item>
                <List.Item>{t('stripe.connect.steps.checkOnce')}</List.Item>
                <List.Item>{t('stripe.connect.steps.orders')}</List.Item>
              </List>
              <Group>
                <Button
                  component="a"
                  href={keyLink('live')}
                  target="_blank"
                  rel="noreferrer"
                  rightSection={<IconExternalLink size={16} aria-hidden />}
                >
                  {t('stripe.connect.steps.button')}
                </Button>
                <Button
                  component="a"
                  href={keyLink('test')}
                  target="_blank"
                  rel="noreferrer"
                  variant="default"
                >
                  {t('stripe.connect.steps.buttonTest')}
                </Button>
              </Group>
            </Stack>
          </Group>
          <Group align="flex-start" wrap="nowrap">
            {number(2)}
            <Stack gap="sm" flex={1}>
              <Text fw={600}>{t('stripe.connect.steps.paste')}</Text>
              <Text size="sm">{t('stripe.connect.steps.pasteText')}</Text>
              <KeyForm submit={t('stripe.connect.submit')} />
            </Stack>
          </Group>
        </Stack>
      </Panel>
      <AskAdministrator />
    </Stack>
  )
}

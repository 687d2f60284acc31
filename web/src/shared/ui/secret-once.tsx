import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  opened: boolean
  onClose: () => void
  title: string
  text: string
  secret: string
  done: string
}

/** Something that is shown this once: it closes only by its own button. */
export function SecretOnce({ opened, onClose, title, text, secret, done }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      size="lg"
    >
      <Stack>
        <Text size="sm">{text}</Text>
        <Code
          block
          fz="sm"
          style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}
          data-secret
        >
          {secret}
        </Code>
        <Group justify="space-between">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button onClick={copy}>{copied ? t('common.copied') : t('common.copy')}</Button>
            )}
          </CopyButton>
          <Button variant="default" onClick={onClose}>
            {done}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

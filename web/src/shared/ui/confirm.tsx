import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/shared/ui/problem-alert'

interface Props {
  opened: boolean
  onClose: () => void
  title: string
  children: ReactNode
  action: string
  onConfirm: () => void
  busy: boolean
  error?: unknown
  /** A word that must be typed first: for what cannot be undone. */
  word?: string | undefined
}

export function Confirm({
  opened,
  onClose,
  title,
  children,
  action,
  onConfirm,
  busy,
  error,
  word,
}: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const ready = !word || typed.trim() === word
  const close = () => {
    setTyped('')
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Text size="sm" component="div">
          {children}
        </Text>
        {word && (
          <TextInput
            label={t('common.typeToConfirm', { word })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
        )}
        {error !== null && error !== undefined && <ProblemAlert error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button color="rose" onClick={onConfirm} loading={busy} disabled={!ready}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

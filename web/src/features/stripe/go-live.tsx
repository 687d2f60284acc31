import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyForm } from '@/features/stripe/key-form'

/** From test data to real customers: a live key, and a word typed because the test people go. */
export function GoLive() {
  const { t } = useTranslation()
  const { hash } = useLocation()
  const [opened, { open, close }] = useDisclosure()
  const [typed, setTyped] = useState('')
  const word = t('stripe.manage.goLiveWord')
  useEffect(() => {
    if (hash === 'go-live') open()
  }, [hash, open])
  return (
    <>
      <Button onClick={open}>{t('stripe.manage.goLive')}</Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('stripe.manage.goLive')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Stack>
          <Text size="sm">{t('stripe.manage.goLiveText')}</Text>
          <TextInput
            label={t('common.typeToConfirm', { word })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
          />
          <KeyForm
            submit={t('stripe.manage.goLive')}
            label={t('stripe.manage.goLiveField')}
            goLive
            disabled={typed.trim() !== word}
            onDone={close}
          />
        </Stack>
      </Modal>
    </>
  )
}

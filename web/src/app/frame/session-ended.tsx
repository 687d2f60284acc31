import { Modal, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { reportSessionRenewed, useSessionEnded } from '@/api/session-ended'
import { SignInForm } from '@/features/accounts/sign-in-form'

// Above everything that may be open, popovers too.
const kAboveAll = 400

/** Asks to sign in again above the open screen, which keeps what was typed. */
export function SessionEnded() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const ended = useSessionEnded()
  const goOn = () => {
    reportSessionRenewed()
    void queries.invalidateQueries()
  }
  return (
    <Modal
      opened={ended}
      onClose={() => undefined}
      title={t('frame.ended.title')}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      centered
      zIndex={kAboveAll}
    >
      <Text size="sm" mb="md">
        {t('frame.ended.text')}
      </Text>
      <SignInForm onDone={goOn} />
    </Modal>
  )
}

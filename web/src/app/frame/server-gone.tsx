import { Alert, Button, Group, Text } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { tryAgain, useReachable } from '@/api/connection'

export function ServerGone() {
  const { t } = useTranslation()
  const reachable = useReachable()
  if (reachable) return null
  return (
    <Alert
      color="amber"
      icon={<IconPlugConnectedX aria-hidden />}
      title={t('frame.gone.title')}
      role="alert"
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm" flex="1 1 260px">
          {t('frame.gone.text')}
        </Text>
        <Button size="xs" variant="default" onClick={() => void tryAgain()}>
          {t('common.tryAgain')}
        </Button>
      </Group>
    </Alert>
  )
}

import { Alert, Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  onKeep: () => void
  onLeave: () => void
}

/** What was pasted looked like something: words alone stand there now, and it can be had as it was. */
export function PastedLook({ onKeep, onLeave }: Props) {
  const { t } = useTranslation()
  return (
    <Alert color="gray" p="xs" role="status" data-pasted>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t('templates.rich.pasted')}</Text>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={onKeep}>
            {t('templates.rich.keepLook')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onLeave}>
            {t('templates.rich.wordsOnly')}
          </Button>
        </Group>
      </Group>
    </Alert>
  )
}

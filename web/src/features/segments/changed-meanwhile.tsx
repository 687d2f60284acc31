import { Alert, Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  isSaving: boolean
  onMine: () => void
  onTheirs: () => void
}

/** Somebody else changed the segment while this was written: nothing is lost, and one of both is chosen. */
export function ChangedMeanwhile({ isSaving, onMine, onTheirs }: Props) {
  const { t } = useTranslation()
  return (
    <Alert color="amber" role="alert" title={t('segments.meanwhile.title')}>
      <Text size="sm">{t('segments.meanwhile.text')}</Text>
      <Group gap="xs" mt="sm">
        <Button size="xs" variant="default" onClick={onTheirs}>
          {t('segments.meanwhile.theirs')}
        </Button>
        <Button size="xs" variant="default" loading={isSaving} onClick={onMine}>
          {t('segments.meanwhile.mine')}
        </Button>
      </Group>
    </Alert>
  )
}

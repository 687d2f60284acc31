import { Alert, Anchor, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** That what is shown was begun before, and the way to begin anew. */
export function DraftNotice({ onRestart }: { onRestart: () => void }) {
  const { t } = useTranslation()
  return (
    <Alert color="ink" mb="md" p="xs">
      <Group justify="space-between">
        <Text size="sm">{t('segments.builder.draft')}</Text>
        <Anchor component="button" type="button" size="sm" onClick={onRestart}>
          {t('segments.builder.startAfresh')}
        </Anchor>
      </Group>
    </Alert>
  )
}

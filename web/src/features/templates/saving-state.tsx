import { Alert, Anchor, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Saving } from '@/features/templates/draft-saver'
import { ProblemAlert } from '@/shared/ui/problem-alert'

interface Props {
  saving: Saving
  onOverwrite: () => void
  onTakeTheirs: () => void
  onRetry: () => void
}

/** What keeps a draft from being saved, and the way out. While all is well nothing shows. */
export function SavingState({ saving, onOverwrite, onTakeTheirs, onRetry }: Props) {
  const { t } = useTranslation()
  if (saving.state === 'failed') return <ProblemAlert error={saving.error} onRetry={onRetry} />
  if (saving.state !== 'conflict') return null
  return (
    <Alert color="amber" role="alert" title={t('templates.conflict.title')}>
      <Text size="sm">{t('templates.conflict.text')}</Text>
      <Group mt="xs" gap="md">
        <Anchor component="button" type="button" size="sm" onClick={onTakeTheirs}>
          {t('templates.conflict.theirs')}
        </Anchor>
        <Anchor component="button" type="button" size="sm" onClick={onOverwrite}>
          {t('templates.conflict.mine')}
        </Anchor>
      </Group>
    </Alert>
  )
}

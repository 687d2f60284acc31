import { Loader, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Instead of a preview: why there is none, or that it is looked for. */
export function NoPreviewYet({ error, looking }: { error: Error | null; looking: boolean }) {
  const { t } = useTranslation()
  if (error)
    return (
      <Text size="sm" c="dimmed">
        {error.message}
      </Text>
    )
  return looking ? <Loader size="xs" aria-label={t('fields.preview.looking')} /> : null
}

import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** A value that people have, and how many do. */
export function ValueOption({ value, people }: { value: string; people: number | undefined }) {
  const { t } = useTranslation()
  return (
    <Group justify="space-between" gap="md" wrap="nowrap" flex={1}>
      <Text size="sm" truncate>
        {value}
      </Text>
      {people !== undefined && (
        <Text size="xs" c="dimmed" className="numbers" style={{ whiteSpace: 'nowrap' }}>
          {t('segments.value.people', { count: people })}
        </Text>
      )}
    </Group>
  )
}

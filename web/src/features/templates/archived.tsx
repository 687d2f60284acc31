import { Alert, Button, Group, Text } from '@mantine/core'
import { IconArchiveOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Template } from '@/api/types'
import { useTemplateActs } from '@/features/templates/use-template-acts'
import { useCan } from '@/shared/data/use-can'

/** That a template was put away, and the way to take it back. */
export function Archived({ template }: { template: Template }) {
  const { t } = useTranslation()
  const may = useCan('write')
  const { takeBack } = useTemplateActs()
  return (
    <Alert color="amber" p="xs" role="status" data-archived>
      <Group justify="space-between">
        <Text size="sm">{t('templates.archive.here')}</Text>
        {may && (
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconArchiveOff size={16} aria-hidden />}
            loading={takeBack.isPending}
            onClick={() => takeBack.mutate(template)}
          >
            {t('templates.archive.takeBack')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}

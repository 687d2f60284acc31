import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TemplateRevision } from '@/api/types'
import { Ago } from '@/shared/ui/ago'
import { StatusBadge } from '@/shared/ui/status-badge'

interface Props {
  one: TemplateRevision
  isDraft: boolean
  busy: boolean
  onRestore: () => void
}

export function RevisionRow({ one, isDraft, busy, onRestore }: Props) {
  const { t } = useTranslation()
  return (
    <Group
      component="li"
      justify="space-between"
      py={8}
      data-revision={one.revision}
      style={{ borderTop: '1px solid var(--daybook-line)' }}
    >
      <Stack gap={2}>
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {t('templates.revisions.number', { revision: one.revision })}
          </Text>
          {isDraft && <StatusBadge tone="calm">{t('templates.revisions.draft')}</StatusBadge>}
          {one.sent && <StatusBadge tone="good">{t('templates.revisions.sent')}</StatusBadge>}
        </Group>
        <Text size="xs" c="dimmed" component="div">
          <Ago at={one.saved} />
          {one.restored_from !== null &&
            ` · ${t('templates.revisions.from', { revision: one.restored_from })}`}
        </Text>
      </Stack>
      {!isDraft && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy}
          onClick={onRestore}
          aria-label={t('templates.revisions.restoreOne', { revision: one.revision })}
        >
          {t('templates.revisions.restore')}
        </Button>
      )}
    </Group>
  )
}

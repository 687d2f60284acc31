import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '@/features/templates/kind-icon'
import type { Start } from '@/features/templates/starts/start'
import classes from '@/features/templates/starts/starts.module.css'

interface Props {
  start: Start
  busy: boolean
  onUse: () => void
}

/** A template to begin with: what it is for, and how it begins. */
export function StartCard({ start: { id, kind, name, about, content }, busy, onUse }: Props) {
  const { t } = useTranslation()
  const begins = content.subject ?? content.title ?? content.body ?? ''
  return (
    <Stack component="li" gap={6} className={classes.card} data-start={id}>
      <Group gap={6} justify="space-between">
        <Title order={2} size="h3">
          {name}
        </Title>
        <Badge
          variant="light"
          color="gray"
          tt="none"
          leftSection={<KindIcon kind={kind} size={12} />}
        >
          {t(`templates.kinds.${kind}`)}
        </Badge>
      </Group>
      <Text size="sm">{about}</Text>
      <Text size="xs" c="dimmed" lineClamp={2} flex={1} style={{ overflowWrap: 'anywhere' }}>
        {begins}
      </Text>
      <Group>
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy}
          onClick={onUse}
          aria-label={t('templates.starts.useOne', { name, kind: t(`templates.kinds.${kind}`) })}
        >
          {t('templates.starts.use')}
        </Button>
      </Group>
    </Stack>
  )
}

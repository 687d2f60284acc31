import { Group, Stack, Text } from '@mantine/core'
import { IconBellRinging, IconLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TemplatePreview } from '@/api/types'
import classes from '@/features/templates/preview/preview.module.css'
import { accountQuery } from '@/shared/data/get-account'

/** A push as a phone shows it: who, the title in one line, four lines of words. */
export function PushPreview({ preview: { parts } }: { preview: TemplatePreview }) {
  const { t } = useTranslation()
  const shop = useQuery(accountQuery).data?.name || t('templates.preview.yourShop')
  return (
    <Stack gap="sm">
      <div className={classes.push} data-push>
        <Group gap={6} mb={4}>
          <IconBellRinging size={14} aria-hidden />
          <Text size="xs" c="dimmed" className={classes.line} flex={1}>
            {shop}
          </Text>
          <Text size="xs" c="dimmed">
            {t('common.now')}
          </Text>
        </Group>
        <Text size="sm" fw={650} className={classes.line} dir="auto">
          {parts.title || '…'}
        </Text>
        <Text size="sm" className={classes.words} dir="auto">
          {parts.body}
        </Text>
      </div>
      {parts.link && (
        <Group gap={6} wrap="nowrap">
          <IconLink size={14} aria-hidden style={{ flexShrink: 0 }} />
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {parts.link}
          </Text>
        </Group>
      )}
    </Stack>
  )
}

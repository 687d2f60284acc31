import { Group, SegmentedControl, Stack, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplatePreview } from '@/api/types'
import { InboxLine } from '@/features/templates/preview/inbox-line'
import { MessageFrame } from '@/features/templates/preview/message-frame'
import classes from '@/features/templates/preview/preview.module.css'

const kViews = ['desktop', 'phone', 'text'] as const
const kInboxChars = 140

/** An e-mail in the inbox, and opened: wide, on a phone, by night, as plain text. */
export function EmailPreview({ preview }: { preview: TemplatePreview }) {
  const { t } = useTranslation()
  const [view, setView] = useState<(typeof kViews)[number]>('desktop')
  const [dark, setDark] = useState(false)
  const { subject = '', preview_text: words = '', body = '', text = '' } = preview.parts
  const behind = (words || text).replaceAll(/\s+/g, ' ').trim().slice(0, kInboxChars)
  return (
    <Stack gap="sm">
      {preview.channel === 'email' && <InboxLine subject={subject} behind={behind} />}
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={t('templates.preview.view')}
          value={view}
          onChange={(value) => setView(value as typeof view)}
          data={kViews
            .filter((value) => value !== 'text' || preview.channel === 'email')
            .map((value) => ({ value, label: t(`templates.preview.${value}`) }))}
        />
        {view !== 'text' && (
          <Switch
            size="sm"
            label={t('templates.preview.dark')}
            checked={dark}
            onChange={(event) => setDark(event.currentTarget.checked)}
          />
        )}
      </Group>
      {view === 'text' ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
        <pre className={classes.code} tabIndex={0} dir="auto">
          {text}
        </pre>
      ) : (
        <MessageFrame html={body} title={t('templates.preview.frame')} size={view} dark={dark} />
      )}
      <Text size="xs" c="dimmed" className="numbers">
        {t('templates.preview.bytes', { kilobytes: Math.ceil(preview.bytes / 1024) })}
      </Text>
    </Stack>
  )
}

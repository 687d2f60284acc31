import { Alert, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TemplatePreview } from '@/api/types'
import classes from '@/features/templates/preview/preview.module.css'

/** A text message as a bubble, and as how many it is paid. */
export function SmsPreview({ preview: { parts, sms } }: { preview: TemplatePreview }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      <div className={classes.bubble} dir="auto" data-bubble>
        {parts.body || '…'}
      </div>
      {sms && (
        <Text size="sm" className="numbers" data-segments={sms.segments}>
          {t('templates.preview.segments', { count: sms.segments })}
          {' · '}
          {t('templates.preview.left', { count: sms.left })}
          {' · '}
          {sms.encoding}
        </Text>
      )}
      {sms?.costly && (
        <Alert color="amber" p="xs">
          {t('templates.preview.costly', { letter: sms.costly })}
        </Alert>
      )}
    </Stack>
  )
}

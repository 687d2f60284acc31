import { Avatar, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import classes from '@/features/templates/preview/preview.module.css'
import { accountQuery } from '@/shared/data/get-account'
import { initials } from '@/shared/format/name'

interface Props {
  subject: string
  /** What the inbox shows behind the subject: the preview text, else how the message begins. */
  behind: string
}

/** An e-mail as it stands in a list of others. */
export function InboxLine({ subject, behind }: Props) {
  const { t } = useTranslation()
  const shop = useQuery(accountQuery).data?.name || t('templates.preview.yourShop')
  return (
    <div className={classes.inbox} data-inbox>
      <Avatar size={36} radius="xl" color="ink" style={{ gridRow: 'span 2' }} aria-hidden>
        {initials(shop)}
      </Avatar>
      <Text size="sm" fw={600} className={classes.line}>
        {shop}
      </Text>
      <Text size="xs" c="dimmed">
        {t('common.now')}
      </Text>
      <Text size="sm" className={classes.line} style={{ gridColumn: '2 / -1' }} dir="auto">
        <span data-subject>{subject || t('templates.preview.noSubject')}</span>
        <Text span size="sm" c="dimmed">
          {behind && ` – ${behind}`}
        </Text>
      </Text>
    </div>
  )
}

import { ActionIcon, Tooltip } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** The `?` beside a heading: opens the article about what stands there. */
export function HelpLink({ article }: { article: string }) {
  const { t } = useTranslation()
  return (
    <Tooltip label={t('common.openHelp')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('common.openHelp')}
        renderRoot={(props) => <Link to="/help/$slug" params={{ slug: article }} {...props} />}
      >
        <IconHelpCircle size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { feedbackQuery } from '@/features/help/api/list-feedback'
import { Ago } from '@/shared/ui/ago'
import { Panel } from '@/shared/ui/panel'
import { StatusBadge } from '@/shared/ui/status-badge'

/** What readers answered, for those who may change things. */
export function FeedbackPanel() {
  const { t } = useTranslation()
  const feedback = useQuery(feedbackQuery).data?.data ?? []
  if (feedback.length === 0) return null
  return (
    <Panel title={t('help.readTitle')} lead={t('help.readLead')}>
      <Stack gap="sm">
        {feedback.map((answer) => (
          <Group key={answer.id} gap="sm" align="flex-start">
            <StatusBadge tone={answer.helpful ? 'good' : 'warn'}>
              {t(answer.helpful ? 'help.helpful' : 'help.unhelpful')}
            </StatusBadge>
            <Text size="sm" fw={500}>
              {answer.article}
            </Text>
            <Text size="sm" flex="1 1 200px">
              {answer.comment}
            </Text>
            <Text size="xs" c="dimmed">
              <Ago at={answer.at} />
            </Text>
          </Group>
        ))}
      </Stack>
    </Panel>
  )
}

import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { IconThumbDown, IconThumbUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendFeedback } from '@/features/help/api/send-feedback'
import { useAct } from '@/shared/data/use-act'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'

/** "Was this helpful?" A no asks what was missing, and is sent with or without an answer. */
export function FeedbackForm({ slug }: { slug: string }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const [comment, setComment] = useState('')
  const send = useAct({
    mutationFn: (helpful: boolean) =>
      sendFeedback(slug, { helpful, ...(comment.trim() ? { comment: comment.trim() } : {}) }),
  })
  if (send.isSuccess) {
    return (
      <Panel>
        <Text size="sm" role="status">
          {t('help.feedback.thanks')}
        </Text>
      </Panel>
    )
  }
  return (
    <Panel>
      <Stack gap="sm">
        <Group gap="sm">
          <Text size="sm" fw={500}>
            {t('help.feedback.question')}
          </Text>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconThumbUp size={14} aria-hidden />}
            loading={send.isPending && !asking}
            onClick={() => send.mutate(true)}
          >
            {t('help.feedback.yes')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconThumbDown size={14} aria-hidden />}
            aria-expanded={asking}
            onClick={() => setAsking(true)}
          >
            {t('help.feedback.no')}
          </Button>
        </Group>
        {send.error && <ProblemAlert error={send.error} />}
        {asking && (
          <>
            <Textarea
              label={t('help.feedback.comment')}
              description={t('common.optional')}
              autosize
              minRows={2}
              maxLength={2000}
              autoFocus
              value={comment}
              onChange={(event) => setComment(event.currentTarget.value)}
            />
            <Group>
              <Button size="xs" loading={send.isPending} onClick={() => send.mutate(false)}>
                {t('help.feedback.send')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Panel>
  )
}

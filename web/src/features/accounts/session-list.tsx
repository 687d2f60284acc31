import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { endSession } from '@/features/accounts/api/end-session'
import { sessionsQuery } from '@/features/accounts/api/list-sessions'
import { browserOf } from '@/features/accounts/browser-of'
import { Ago } from '@/shared/ui/ago'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { QueryView } from '@/shared/ui/query-view'
import { StatusBadge } from '@/shared/ui/status-badge'

export function SessionList() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const sessions = useQuery(sessionsQuery)
  const end = useMutation({
    mutationFn: endSession,
    onSettled: () => queries.invalidateQueries({ queryKey: ['sessions'] }),
  })
  return (
    <QueryView query={sessions}>
      {(list) => (
        <Stack gap="sm">
          {end.error && <ProblemAlert error={end.error} />}
          {list.map((session) => (
            <Group key={session.id} justify="space-between" wrap="nowrap">
              <Stack gap={0} miw={0}>
                <Text size="sm" fw={500}>
                  {browserOf(session.agent)} · {session.address}
                </Text>
                <Text size="xs" c="dimmed">
                  <Ago at={session.last_used} />
                </Text>
              </Stack>
              {session.current ? (
                <StatusBadge tone="good">{t('accounts.you.current_session')}</StatusBadge>
              ) : (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t('accounts.you.end', { address: session.address })}
                  loading={end.isPending && end.variables === session.id}
                  onClick={() => end.mutate(session.id)}
                >
                  {t('accounts.you.endShort')}
                </Button>
              )}
            </Group>
          ))}
        </Stack>
      )}
    </QueryView>
  )
}

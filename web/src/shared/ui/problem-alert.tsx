import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { asProblem, type Problem } from '@/api/problem'
import { CopyButton } from '@/shared/ui/copy-button'

function useSentence(problem: Problem): string {
  const { t } = useTranslation()
  if (problem.unreachable) return t('common.problem.unreachable')
  if (problem.code === 'scope_missing') return t('common.problem.forbidden')
  if (problem.code === 'unexpected') return t('common.problem.unexpected')
  if (problem.status >= 500 && problem.code === 'api_error') return t('common.problem.full')
  return problem.message
}

interface Props {
  error: unknown
  onRetry?: (() => void) | undefined
}

/** What went wrong, what to do now, and the number to tell the operator. */
export function ProblemAlert({ error, onRetry }: Props) {
  const { t } = useTranslation()
  const problem = asProblem(error)
  const sentence = useSentence(problem)
  return (
    <Alert
      color="rose"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('common.problem.title')}
      role="alert"
    >
      <Text size="sm">{sentence}</Text>
      {(onRetry || problem.requestId) && (
        <Group mt="sm" gap="sm">
          {onRetry && (
            <Button size="xs" variant="default" onClick={onRetry}>
              {t('common.tryAgain')}
            </Button>
          )}
          {problem.requestId && (
            <Group gap={4}>
              <Text size="xs" className="numbers">
                {t('common.requestId', { id: problem.requestId })}
              </Text>
              <CopyButton value={problem.requestId} label={t('common.copyRequestId')} />
            </Group>
          )}
        </Group>
      )}
    </Alert>
  )
}

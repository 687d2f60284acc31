import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ApiKey } from '@/api/types'
import { revokeApiKey } from '@/features/accounts/api/revoke-api-key'
import { useAct } from '@/shared/data/use-act'
import { Confirm } from '@/shared/ui/confirm'

export function RevokeKey({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asking, ask] = useDisclosure()
  const revoke = useAct({
    mutationFn: () => revokeApiKey(apiKey.id),
    onSuccess: () => {
      ask.close()
      return queries.invalidateQueries({ queryKey: ['api-keys'] })
    },
  })
  const label = t('accounts.keys.revoke', { name: apiKey.name })
  return (
    <>
      <Button size="xs" variant="default" onClick={ask.open}>
        {label}
      </Button>
      <Confirm
        opened={asking}
        onClose={ask.close}
        title={t('accounts.keys.revokeTitle', { name: apiKey.name })}
        action={label}
        onConfirm={() => revoke.mutate()}
        busy={revoke.isPending}
        error={revoke.error}
      >
        {t('accounts.keys.revokeText')}
      </Confirm>
    </>
  )
}

import { Alert, Button, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account } from '@/api/types'
import { accountQuery } from '@/shared/data/get-account'

/** Says that somebody else saved first; what was typed stays until one asks for theirs. */
export function ChangedMeanwhile({ onShow }: { onShow: (theirs: Account) => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const show = async () => onShow(await queries.fetchQuery({ ...accountQuery, staleTime: 0 }))
  return (
    <Alert color="amber" role="alert">
      <Stack align="flex-start" gap="sm">
        {t('accounts.shop.changedMeanwhile')}
        <Button size="xs" variant="default" onClick={() => void show()}>
          {t('accounts.shop.loadTheirs')}
        </Button>
      </Stack>
    </Alert>
  )
}

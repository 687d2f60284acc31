import { Button, Radio, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteIntegration } from '@/features/stripe/api/delete-integration'
import { useAct } from '@/shared/data/use-act'
import { Confirm } from '@/shared/ui/confirm'

export function Disconnect() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asking, ask] = useDisclosure()
  const [data, setData] = useState<'keep' | 'erase'>('keep')
  const disconnect = useAct({
    mutationFn: () => deleteIntegration(data),
    onSuccess: async () => {
      ask.close()
      await queries.invalidateQueries()
    },
  })
  return (
    <>
      <Button variant="light" color="rose" onClick={ask.open}>
        {t('stripe.manage.disconnect')}
      </Button>
      <Confirm
        opened={asking}
        onClose={ask.close}
        title={t('stripe.manage.disconnectTitle')}
        action={t('stripe.manage.disconnect')}
        onConfirm={() => disconnect.mutate()}
        busy={disconnect.isPending}
        error={disconnect.error}
        word={t(data === 'erase' ? 'stripe.manage.eraseWord' : 'stripe.manage.disconnectWord')}
      >
        <Stack gap="sm">
          <Text size="sm">{t('stripe.manage.disconnectText')}</Text>
          <Radio.Group
            aria-label={t('stripe.manage.disconnectText')}
            value={data}
            onChange={(value) => setData(value === 'erase' ? 'erase' : 'keep')}
          >
            <Stack gap="xs">
              <Radio value="keep" label={t('stripe.manage.keep')} />
              <Radio value="erase" label={t('stripe.manage.erase')} />
            </Stack>
          </Radio.Group>
        </Stack>
      </Confirm>
    </>
  )
}

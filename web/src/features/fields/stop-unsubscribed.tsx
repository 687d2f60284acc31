import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { deleteUnsubscribed } from '@/features/fields/api/delete-unsubscribed'
import { useAct } from '@/shared/data/use-act'
import { Confirm } from '@/shared/ui/confirm'
import { useSay } from '@/shared/ui/use-say'

/** No metadata mean unsubscribed any more. */
export function StopUnsubscribed() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { say } = useSay()
  const [asking, ask] = useDisclosure()
  const stop = useAct({
    mutationFn: deleteUnsubscribed,
    onSuccess: () => {
      ask.close()
      say(t('common.saved'))
      return queries.invalidateQueries({ queryKey: ['stripe-unsubscribed'] })
    },
  })
  return (
    <>
      <Button variant="subtle" color="rose" onClick={ask.open}>
        {t('fields.unsubscribed.stop')}
      </Button>
      <Confirm
        opened={asking}
        onClose={() => {
          ask.close()
          stop.reset()
        }}
        title={t('fields.unsubscribed.stopTitle')}
        action={t('fields.unsubscribed.stop')}
        onConfirm={() => stop.mutate()}
        busy={stop.isPending}
        error={stop.error}
      >
        {t('fields.unsubscribed.stopText')}
      </Confirm>
    </>
  )
}

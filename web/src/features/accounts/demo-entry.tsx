import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '@/api/types'
import { redeemLink } from '@/features/accounts/api/redeem-link'
import { Door } from '@/features/accounts/door'
import { ProblemAlert } from '@/shared/ui/problem-alert'

/** Signs in to the sample shop at once. */
export function DemoEntry({
  token,
  onDone,
}: {
  token: string
  onDone: (session: Session) => void
}) {
  const { t } = useTranslation()
  const asked = useRef(false)
  const enter = useMutation({ mutationFn: redeemLink, onSuccess: onDone })
  const { mutate } = enter
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    mutate({ token })
  }, [mutate, token])
  return (
    <Door title={t('welcome.demo.title')}>
      {enter.error && <ProblemAlert error={enter.error} onRetry={() => mutate({ token })} />}
    </Door>
  )
}

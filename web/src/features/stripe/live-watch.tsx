import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Profile } from '@/api/types'
import { profileQuery } from '@/shared/data/get-profile'
import { displayName } from '@/shared/format/name'
import { useNow } from '@/shared/format/use-now'

interface Props {
  person: Profile
  onStop: () => void
}

const kTickMs = 100

/** A stopwatch that stops when the person's phone number is another. The stream brings the change. */
export function LiveWatch({ person, onStop }: Props) {
  const { t } = useTranslation()
  const [start] = useState(() => Date.now() / 1000)
  const [arrived, setArrived] = useState<number | null>(null)
  const now = useNow(kTickMs)
  const current = useQuery(profileQuery(person.id)).data ?? person
  const changed = current.fields.phone !== person.fields.phone
  useEffect(() => {
    if (changed) setArrived((known) => known ?? Date.now() / 1000)
  }, [changed])
  const seconds = Math.max(0, (arrived ?? now) - start).toFixed(1)
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" role="status">
          {arrived === null
            ? t('stripe.live.waiting', { name: displayName(person.fields, person.id) })
            : t('stripe.live.arrived', {
                seconds,
                phone: current.fields.phone ?? t('stripe.live.noPhone'),
              })}
        </Text>
        <Text fw={700} size="xl" className="numbers" aria-hidden>
          {t('stripe.live.elapsed', { seconds })}
        </Text>
      </Group>
      <Group>
        <Button variant="default" size="xs" onClick={onStop}>
          {t(arrived === null ? 'stripe.live.stop' : 'stripe.live.again')}
        </Button>
      </Group>
    </Stack>
  )
}

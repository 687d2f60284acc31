import { Group, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SegmentExplanation } from '@/api/types'
import { formatActual } from '@/shared/format/actual'
import { formatExact } from '@/shared/format/time'

interface Props {
  explanation: SegmentExplanation
  name: string
  /** Of a segment whose members are chosen by hand: there are no conditions. */
  byHand?: boolean
}

/** Whether a person fits, since when and how long, and each condition with what it sees of them. */
export function ExplainedConditions({ explanation, name, byHand = false }: Props) {
  const { t } = useTranslation()
  const { member, since, next_change, conditions } = explanation
  return (
    <Stack gap="sm" data-explained={member ? 'in' : 'out'}>
      <Stack gap={2} role="status">
        <Text fw={600}>
          {byHand
            ? t(member ? 'segments.tryOut.isIn' : 'segments.tryOut.isNotIn', { name })
            : t(member ? 'segments.tryOut.fits' : 'segments.tryOut.fitsNot', { name })}
        </Text>
        {since !== null && (
          <Text size="sm" c="dimmed">
            {t('segments.tryOut.since', { at: formatExact(since) })}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {next_change === null
            ? t('segments.tryOut.forever')
            : t(member ? 'segments.tryOut.leaves' : 'segments.tryOut.enters', {
                at: formatExact(next_change),
              })}
        </Text>
      </Stack>
      {!byHand && <Title order={3}>{t('segments.tryOut.conditions')}</Title>}
      {conditions.length === 0 && (
        <Text size="sm">{t(byHand ? 'segments.page.fixed' : 'segments.tryOut.everybody')}</Text>
      )}
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {conditions.map((one) => (
          <li key={one.path} data-path={one.path} data-holds={one.holds}>
            <Group gap={8} align="flex-start" wrap="nowrap">
              {one.holds ? (
                <IconCircleCheck
                  size={18}
                  color="light-dark(var(--mantine-color-moss-7), var(--mantine-color-moss-3))"
                  aria-hidden
                />
              ) : (
                <IconCircleX
                  size={18}
                  color="light-dark(var(--mantine-color-rose-7), var(--mantine-color-rose-3))"
                  aria-hidden
                />
              )}
              <Stack gap={0} miw={0}>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {one.sentence}:{' '}
                  <b>{t(one.holds ? 'segments.tryOut.holds' : 'segments.tryOut.holdsNot')}</b>
                </Text>
                <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {[
                    t('segments.tryOut.actual', { value: formatActual(t, one) }),
                    one.since !== null &&
                      t('segments.tryOut.since', { at: formatExact(one.since) }),
                    one.next_change !== null &&
                      t('segments.tryOut.flips', { at: formatExact(one.next_change) }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Stack>
            </Group>
          </li>
        ))}
      </Stack>
    </Stack>
  )
}

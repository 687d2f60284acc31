import { Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Profile, SegmentPreview } from '@/api/types'
import { displayName } from '@/shared/format/name'

interface Props {
  people: Profile[]
  matched: SegmentPreview['matched']
  onChoose: (id: string) => void
}

/** Ten of those whom a condition means, with the conditions that hold for each where not all do; choosing one shows why. */
export function SampleList({ people, matched, onChoose }: Props) {
  const { t } = useTranslation()
  const some = new Set(matched.flatMap(({ conditions }) => conditions.map(({ path }) => path)))
  const differ = matched.some(({ conditions }) => conditions.length < some.size)
  const held = new Map(
    matched.map(({ profile, conditions }) => [
      profile,
      conditions.map(({ sentence }) => sentence).join(' · '),
    ]),
  )
  return (
    <Stack gap={4}>
      <Title order={3}>{t('segments.preview.sample')}</Title>
      <Text size="xs" c="dimmed">
        {t(people.length > 0 ? 'segments.preview.sampleLead' : 'segments.preview.sampleNone')}
      </Text>
      <Stack component="ul" gap={0} m={0} p={0} style={{ listStyle: 'none' }} data-sample>
        {people.map(({ id, fields }) => {
          const name = displayName(fields, id)
          return (
            <li key={id}>
              <UnstyledButton w="100%" py={4} mih={28} onClick={() => onChoose(id)}>
                <Text size="sm" fw={500} truncate dir="auto">
                  {name}
                </Text>
                {fields.email && fields.email !== name && (
                  <Text size="xs" c="dimmed" truncate>
                    {fields.email}
                  </Text>
                )}
                {differ && (
                  <Text size="xs" lineClamp={2} data-matched>
                    {held.get(id)}
                  </Text>
                )}
              </UnstyledButton>
            </li>
          )
        })}
      </Stack>
    </Stack>
  )
}

import { Anchor, Group, Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SegmentExplanation } from '@/api/types'
import { profileQuery } from '@/shared/data/get-profile'
import { displayName } from '@/shared/format/name'
import { ExplainedConditions } from '@/shared/ui/explained-conditions'
import { PersonFinder } from '@/shared/ui/person-finder'
import { QueryView } from '@/shared/ui/query-view'

interface Props {
  /** Whoever is tested; empty: nobody yet. */
  person: string
  onPerson: (id: string) => void
  explanation: UseQueryResult<SegmentExplanation>
  byHand?: boolean
}

/** "Test a person": each condition with their value, whether it holds, and when that changes. */
export function TryOut({ person, onPerson, explanation, byHand = false }: Props) {
  const { t } = useTranslation()
  const { data } = useQuery({ ...profileQuery(person), enabled: person !== '' })
  const name = data ? displayName(data.fields, data.id) : person
  return (
    <Stack gap="md" data-try-out={person}>
      <PersonFinder
        label={t('segments.tryOut.label')}
        nothing={t('segments.tryOut.nothing')}
        onChoose={onPerson}
      />
      {person === '' ? (
        <Text size="sm" c="dimmed">
          {t('segments.tryOut.pick')}
        </Text>
      ) : (
        <QueryView query={explanation}>
          {(why) => (
            <>
              <Group justify="space-between" gap="xs">
                <Anchor
                  size="sm"
                  fw={600}
                  renderRoot={(props) => (
                    <Link to="/profiles/$id" params={{ id: person }} {...props} />
                  )}
                >
                  {name}
                </Anchor>
              </Group>
              <ExplainedConditions explanation={why} name={name} byHand={byHand} />
            </>
          )}
        </QueryView>
      )}
    </Stack>
  )
}

import { Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { findProfilesQuery } from '@/shared/data/find-profiles'
import { displayName } from '@/shared/format/name'

interface Props {
  label: string
  /** What is said where nobody fits. */
  nothing: string
  onChoose: (id: string) => void
}

/** Finds a person by words; whoever is chosen is told by their id. */
export function PersonFinder({ label, nothing, onChoose }: Props) {
  const [words, setWords] = useState('')
  const [settled] = useDebouncedValue(words.trim(), 150)
  const found = useQuery(findProfilesQuery(settled, 5)).data?.data
  return (
    <Stack gap={6}>
      <TextInput
        label={label}
        leftSection={<IconSearch size={16} aria-hidden />}
        autoComplete="off"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Stack component="ul" gap={0} m={0} p={0} style={{ listStyle: 'none' }}>
        {settled !== '' &&
          found?.map(({ id, fields }) => (
            <li key={id}>
              <UnstyledButton
                w="100%"
                py={4}
                mih={28}
                onClick={() => {
                  setWords('')
                  onChoose(id)
                }}
              >
                <Text size="sm" fw={500} span>
                  {displayName(fields, id)}
                </Text>{' '}
                <Text size="xs" c="dimmed" span>
                  {fields.email}
                </Text>
              </UnstyledButton>
            </li>
          ))}
      </Stack>
      {settled !== '' && found?.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          {nothing}
        </Text>
      )}
    </Stack>
  )
}

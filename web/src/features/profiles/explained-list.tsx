import { Anchor, Group, Stack, Text, Title } from '@mantine/core'
import type { FieldExplanation } from '@/api/types'
import { formatMoney } from '@/shared/format/money'

interface Props {
  title: string
  objects: FieldExplanation['counted']
  none: string
}

export function ExplainedList({ title, objects, none }: Props) {
  return (
    <Stack gap="xs">
      <Title order={3}>{title}</Title>
      {objects.length === 0 && (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      )}
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {objects.map((object) => (
          <li key={object.id}>
            <Group justify="space-between" gap="xs" wrap="nowrap">
              <Stack gap={0} miw={0}>
                {object.url ? (
                  <Anchor size="sm" fw={500} href={object.url} target="_blank" rel="noreferrer">
                    {object.what}
                  </Anchor>
                ) : (
                  <Text size="sm" fw={500}>
                    {object.what}
                  </Text>
                )}
                <Text size="xs" c="dimmed">
                  {object.why}
                </Text>
              </Stack>
              {object.amount !== undefined && object.amount !== null && (
                <Text size="sm" className="numbers" style={{ whiteSpace: 'nowrap' }}>
                  {formatMoney(object.amount, object.currency)}
                </Text>
              )}
            </Group>
          </li>
        ))}
      </Stack>
    </Stack>
  )
}

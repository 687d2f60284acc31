import { Badge, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { lackingPart, percentOf } from '@/features/templates/lacking'
import type { useValues } from '@/features/templates/use-values'
import type { Name } from '@/features/templates/words'
import { segmentsQuery } from '@/shared/data/list-segments'

/** More than that is much of an audience (src/templates/lacking.h). */
const kOften = 0.2

interface Props {
  printed: readonly string[]
  names: readonly Name[]
  values: ReturnType<typeof useValues>
}

/** What a template prints that some people lack, with how many, of a segment or of everybody. */
export function PrintedFields({
  printed,
  names,
  values: { segment, choose, values, error },
}: Props) {
  const { t } = useTranslation()
  const segments = useQuery(segmentsQuery).data ?? []
  const parts = printed.map((path) => ({ path, part: lackingPart(values, path) }))
  const known = parts.filter(({ part }) => part !== null)
  if (printed.length === 0) return null
  const labelOf = (path: string) => names.find((name) => name.path === path)?.label ?? path
  return (
    <Stack gap={6} data-printed={values?.people ?? ''}>
      <Group justify="space-between" align="flex-end">
        <Text size="sm" fw={500}>
          {t('templates.values.title')}
        </Text>
        <NativeSelect
          size="xs"
          label={t('templates.values.of')}
          value={segment ?? ''}
          onChange={(event) => choose(event.currentTarget.value || null)}
          data={[
            { value: '', label: t('templates.values.everybody') },
            ...segments
              .filter((one) => one.state === 'ready' && !one.archived)
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Group>
      <Text size="xs" c="dimmed" role="status">
        {error
          ? t('templates.values.failed')
          : values?.people === null || !values
            ? t('templates.values.counting')
            : t('templates.values.people', { count: values.people })}
      </Text>
      <Group gap={6}>
        {known.map(({ path, part }) => (
          <Badge
            key={path}
            variant="light"
            color={part !== null && part > kOften ? 'amber' : 'gray'}
            tt="none"
            title={path}
            data-lacking={path}
          >
            {t('templates.values.one', { field: labelOf(path), share: percentOf(part ?? 0) })}
          </Badge>
        ))}
      </Group>
    </Stack>
  )
}

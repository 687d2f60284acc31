import { Autocomplete, Group, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { StripeAttribute } from '@/api/types'
import { attributesQuery } from '@/features/fields/api/list-attributes'
import { attributesFor, isOver, kTakes, matching, type SourceText } from '@/features/fields/source'
import { formatShare } from '@/shared/format/money'

const kShownMax = 100

interface Props {
  value: SourceText
  onChange: (value: SourceText) => void
  /** An attribute of the list was chosen. */
  onChoose: (attribute: StripeAttribute) => void
  error: React.ReactNode
}

/** Where in Stripe's objects a field is read: chosen from what they hold, or typed. */
export function SourceInput({ value, onChange, onChoose, error }: Props) {
  const { t } = useTranslation()
  const { data } = useQuery(attributesQuery)
  const all = attributesFor(value.text, data?.data ?? [])
  const bySource = new Map(all.map((one) => [one.source, one]))
  const takes = kTakes.map((take) => ({ value: take, label: t(`fields.take.${take}`) }))
  return (
    <>
      <Autocomplete
        label={t('fields.source')}
        description={t('fields.sourceHint')}
        placeholder="customer.metadata.colour"
        spellCheck={false}
        data={[...bySource.keys()]}
        filter={({ search }) =>
          matching(search, all).map(({ source }) => ({ value: source, label: source }))
        }
        limit={kShownMax}
        maxDropdownHeight={320}
        value={value.text}
        onChange={(text) => onChange({ ...value, text })}
        onOptionSubmit={(source) => {
          const chosen = bySource.get(source)
          if (chosen) onChoose(chosen)
        }}
        error={error}
        renderOption={({ option }) => <Option attribute={bySource.get(option.value)} />}
      />
      {isOver(value.text) && (
        <Select
          label={t('fields.takeLabel')}
          data={takes}
          allowDeselect={false}
          value={value.take}
          onChange={(take) =>
            onChange({ ...value, take: kTakes.find((one) => one === take) ?? 'last' })
          }
        />
      )}
    </>
  )
}

function Option({ attribute }: { attribute: StripeAttribute | undefined }) {
  const { t } = useTranslation()
  if (!attribute) return null
  const { source, share, samples, field } = attribute
  return (
    <Stack gap={0} miw={0}>
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Text size="sm" truncate>
          {source}
        </Text>
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {share > 0 ? t('fields.share', { share: formatShare(share) }) : t('fields.nobody')}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" truncate>
        {field ? t('fields.already', { field }) : samples.join(' · ')}
      </Text>
    </Stack>
  )
}

import { Autocomplete, Button, Group, Modal, Stack, TagsInput, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { MetadataKey, Unsubscribed } from '@/api/types'
import { metadataKeysQuery } from '@/features/fields/api/list-metadata-keys'
import { UnsubscribedPreview } from '@/features/fields/unsubscribed-preview'
import { useUnsubscribedForm } from '@/features/fields/use-unsubscribed-form'
import { ProblemAlert } from '@/shared/ui/problem-alert'

interface Props {
  before: Unsubscribed
  opened: boolean
  onClose: () => void
}

/** A metadata key and the values of it that mean unsubscribed, with how many that would be. */
export function UnsubscribedForm({ before, opened, onClose }: Props) {
  const { t } = useTranslation()
  const { form, save, input, rest, choose, begin, submit } = useUnsubscribedForm(before, onClose)
  const { data } = useQuery({ ...metadataKeysQuery, enabled: opened })
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where it opens
  useEffect(() => {
    if (opened) begin()
  }, [opened])
  const keys = new Map((data?.data ?? []).map((one) => [one.key, one]))
  const { key, values } = form.values
  const known = keys.get(key)?.values.map(({ value }) => value) ?? []
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('fields.unsubscribed.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack>
          {rest && <ProblemAlert error={rest} />}
          <Autocomplete
            label={t('fields.unsubscribed.key')}
            description={t('fields.unsubscribed.keyHint')}
            data={[...keys.keys()]}
            spellCheck={false}
            maxDropdownHeight={260}
            data-autofocus={before.key === null || undefined}
            {...input('key')}
            onOptionSubmit={(chosen) => {
              const one = keys.get(chosen)
              if (one) choose(one)
            }}
            renderOption={({ option }) => <Option one={keys.get(option.value)} />}
          />
          <TagsInput
            label={t('fields.unsubscribed.values')}
            description={t('fields.unsubscribed.valuesHint')}
            data={known}
            acceptValueOnBlur
            {...input('values')}
          />
          {opened && <UnsubscribedPreview ask={{ key, values }} />}
          <Text size="sm" c="dimmed">
            {t('fields.unsubscribed.stays')}
          </Text>
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Option({ one }: { one: MetadataKey | undefined }) {
  const { t } = useTranslation()
  if (!one) return null
  return (
    <Stack gap={0} miw={0}>
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Text size="sm" truncate fw={one.likely ? 600 : undefined}>
          {one.key}
        </Text>
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {t('fields.unsubscribed.found', { count: one.found })}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" truncate>
        {one.values.map(({ value }) => value).join(' · ')}
      </Text>
    </Stack>
  )
}

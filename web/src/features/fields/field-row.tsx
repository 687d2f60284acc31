import { ActionIcon, Code, Group, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import { DeleteField } from '@/features/fields/delete-field'
import { FieldFilled } from '@/features/fields/field-filled'
import { FieldForm } from '@/features/fields/field-form'
import { useCan } from '@/shared/data/use-can'
import { CopyButton } from '@/shared/ui/copy-button'

export function FieldRow({ field }: { field: Field }) {
  const { t } = useTranslation()
  const may = useCan('write')
  const [changing, change] = useDisclosure()
  const own = field.group === 'custom'
  return (
    <Table.Tr data-field={field.name}>
      <Table.Td>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          <bdi>{field.label}</bdi>
        </Text>
        {(!own || field.source !== null) && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {field.help}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap">
          <Code style={{ overflowWrap: 'anywhere' }}>{field.name}</Code>
          <CopyButton value={field.name} />
        </Group>
      </Table.Td>
      <Table.Td>{t(`fields.type.${field.type}`)}</Table.Td>
      {own && (
        <Table.Td>
          <FieldFilled field={field} />
        </Table.Td>
      )}
      {own && (
        <Table.Td>
          {may && (
            <Group gap={4} justify="flex-end" wrap="nowrap">
              <ActionIcon
                variant="subtle"
                color="gray"
                onClick={change.open}
                aria-label={t('fields.change', { label: field.label })}
              >
                <IconPencil size={16} aria-hidden />
              </ActionIcon>
              <DeleteField field={field} />
            </Group>
          )}
          <FieldForm field={field} opened={changing} onClose={change.close} />
        </Table.Td>
      )}
    </Table.Tr>
  )
}

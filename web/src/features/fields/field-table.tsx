import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import { FieldRow } from '@/features/fields/field-row'
import { WideTable } from '@/shared/ui/wide-table'

/** Fields of one group. How many people have a value is known of one's own only. */
export function FieldTable({ fields, label }: { fields: Field[]; label: string }) {
  const { t } = useTranslation()
  const own = fields.some((field) => field.group === 'custom')
  return (
    <WideTable minWidth={own ? 720 : 520} aria-label={label} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('fields.label')}</Table.Th>
          <Table.Th w={own ? '30%' : '38%'}>{t('fields.name')}</Table.Th>
          <Table.Th w={115}>{t('fields.typeColumn')}</Table.Th>
          {own && <Table.Th w={140}>{t('fields.people')}</Table.Th>}
          {own && <Table.Th w={110} aria-label={t('common.change')} />}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {fields.map((field) => (
          <FieldRow key={field.name} field={field} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

import { Button, Checkbox, Group, Select, Stack, Table, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Import } from '@/api/types'
import { checkImport } from '@/features/imports/api/check-import'
import { startImport } from '@/features/imports/api/start-import'
import { bodyOf, firstChoices, sameChoices, targetsOf } from '@/features/imports/choices'
import { fieldsQuery } from '@/shared/data/list-fields'
import { useAct } from '@/shared/data/use-act'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { WideTable } from '@/shared/ui/wide-table'

interface Props {
  job: Import
  layout: NonNullable<Import['layout']>
}

/** Which column is which field; then what that would come to, and the import. */
export function ImportMap({ job, layout }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const fields = useQuery(fieldsQuery).data?.data ?? []
  const [choices, setChoices] = useState(() => firstChoices(job, layout))
  const [keep, setKeep] = useState(job.keep_stripe)
  const note = (next: Import) => queries.setQueryData(['import', job.id], next)
  const check = useAct({
    mutationFn: () => checkImport(job.id, bodyOf(choices, keep)),
    onSuccess: note,
  })
  const start = useAct({
    mutationFn: () => startImport(job.id, bodyOf(choices, keep)),
    onSuccess: (next) => {
      note(next)
      return queries.invalidateQueries({ queryKey: ['profiles'] })
    },
  })
  const checked = job.state === 'checked' && sameChoices(job, choices, keep)
  const problem = check.error ?? start.error
  const param = problem ? asProblem(problem).param : undefined
  const targets = targetsOf(fields, t('imports.tags'))
  return (
    <Panel
      title={t('imports.map.title')}
      lead={t('imports.map.lead', { name: job.name, encoding: layout.encoding.toUpperCase() })}
    >
      <Stack>
        {problem && !param?.startsWith('map.') && <ProblemAlert error={problem} />}
        <WideTable minWidth={520} aria-label={t('imports.map.title')} layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('imports.map.column')}</Table.Th>
              <Table.Th>{t('imports.map.samples')}</Table.Th>
              <Table.Th>{t('imports.map.field')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {layout.columns.map(({ name, samples }) => (
              <Table.Tr key={name} data-column={name}>
                <Table.Td>{name}</Table.Td>
                <Table.Td>
                  <Text size="sm" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
                    {samples.join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Select
                    aria-label={t('imports.map.fieldOf', { column: name })}
                    placeholder={t('imports.map.leaveOut')}
                    data={targets}
                    searchable
                    clearable
                    clearButtonProps={{ 'aria-label': t('imports.map.leave', { column: name }) }}
                    value={choices[name] ?? null}
                    onChange={(field) => setChoices({ ...choices, [name]: field })}
                    error={param === `map.${name}` && problem?.message}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </WideTable>
        <Checkbox
          label={t('imports.map.keep')}
          description={t('imports.map.keepHint')}
          checked={keep}
          onChange={(event) => setKeep(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button
            variant={checked ? 'default' : 'filled'}
            loading={check.isPending || job.state === 'checking'}
            onClick={() => check.mutate()}
          >
            {t('imports.map.check')}
          </Button>
          {checked && (
            <Button loading={start.isPending} onClick={() => start.mutate()}>
              {t('imports.map.start', { count: job.made + job.changed })}
            </Button>
          )}
        </Group>
      </Stack>
    </Panel>
  )
}

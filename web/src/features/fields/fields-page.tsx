import { Button, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconForms, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FieldForm } from '@/features/fields/field-form'
import { FieldTable } from '@/features/fields/field-table'
import { UnsubscribedPanel } from '@/features/fields/unsubscribed-panel'
import { fieldsQuery } from '@/shared/data/list-fields'
import { useCan } from '@/shared/data/use-can'
import { Empty } from '@/shared/ui/empty'
import { Page } from '@/shared/ui/page'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'
import '@/strings/en/fields'

const kGroups = ['custom', 'standard', 'stripe'] as const
const kWhileComputingMs = 1000

export function FieldsPage() {
  const { t } = useTranslation()
  const may = useCan('write')
  const list = useQuery({
    ...fieldsQuery,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.data.some((field) => field.state === 'computing') ? kWhileComputingMs : false,
  })
  const [making, make] = useDisclosure()
  const button = may && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={make.open}>
      {t('fields.create')}
    </Button>
  )
  const some = list.data?.data.some((field) => field.group === 'custom')
  return (
    <Page
      title={t('fields.title')}
      lead={t('fields.lead')}
      help="fields"
      actions={some ? button : undefined}
    >
      <QueryView query={list}>
        {({ data }) => (
          <Stack gap="lg">
            {kGroups.map((group) => {
              const of = data.filter((field) => field.group === group)
              return (
                <Panel
                  key={group}
                  title={t(`fields.groups.${group}`)}
                  lead={t(`fields.groups.${group}Lead`)}
                  flush
                >
                  {of.length > 0 ? (
                    <FieldTable fields={of} label={t(`fields.groups.${group}`)} />
                  ) : (
                    <Empty
                      icon={IconForms}
                      title={t('fields.empty')}
                      text={t('fields.emptyText')}
                      action={button}
                    />
                  )}
                </Panel>
              )
            })}
            <UnsubscribedPanel />
          </Stack>
        )}
      </QueryView>
      <FieldForm opened={making} onClose={make.close} />
    </Page>
  )
}

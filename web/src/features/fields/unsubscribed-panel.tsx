import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Unsubscribed } from '@/api/types'
import { unsubscribedQuery } from '@/features/fields/api/get-unsubscribed'
import { StopUnsubscribed } from '@/features/fields/stop-unsubscribed'
import { UnsubscribedForm } from '@/features/fields/unsubscribed-form'
import { useCan } from '@/shared/data/use-can'
import { formatShare } from '@/shared/format/money'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'

const kWhileComputingMs = 1000

/** Which metadata of Stripe's customers mean that they want no e-mail. An administrator chooses. */
export function UnsubscribedPanel() {
  const { t } = useTranslation()
  const may = useCan('admin')
  const query = useQuery({
    ...unsubscribedQuery,
    refetchInterval: ({ state }) => (state.data?.state === 'computing' ? kWhileComputingMs : false),
  })
  const [choosing, choose] = useDisclosure()
  const chosen = query.data?.key !== undefined && query.data.key !== null
  const actions = may && query.data && (
    <Group gap="xs">
      {chosen && <StopUnsubscribed />}
      <Button variant="default" onClick={choose.open}>
        {t(chosen ? 'fields.unsubscribed.change' : 'fields.unsubscribed.choose')}
      </Button>
    </Group>
  )
  return (
    <Panel
      title={t('fields.unsubscribed.title')}
      lead={t('fields.unsubscribed.lead')}
      actions={actions}
    >
      <QueryView query={query}>{(data) => <Chosen data={data} />}</QueryView>
      {query.data && (
        <UnsubscribedForm before={query.data} opened={choosing} onClose={choose.close} />
      )}
    </Panel>
  )
}

function Chosen({ data }: { data: Unsubscribed }) {
  const { t } = useTranslation()
  const may = useCan('admin')
  const { key, values, people, state, progress } = data
  const share = progress && progress.total > 0 ? progress.done / progress.total : 0
  return (
    <Stack gap={4} data-unsubscribed={state}>
      {key === null ? (
        <Text size="sm">{t('fields.unsubscribed.none')}</Text>
      ) : (
        <Group gap={6} fz="sm">
          <Code>{key}</Code>
          <span>=</span>
          {values.map((value) => (
            <Code key={value}>{value}</Code>
          ))}
        </Group>
      )}
      {(key !== null || people > 0) && (
        <Text size="sm" c="dimmed" role="status">
          {state === 'computing'
            ? t('fields.computing', { percent: formatShare(share) })
            : t('fields.unsubscribed.people', { count: people })}
        </Text>
      )}
      {!may && (
        <Text size="sm" c="dimmed">
          {t('fields.unsubscribed.ask')}
        </Text>
      )}
    </Stack>
  )
}

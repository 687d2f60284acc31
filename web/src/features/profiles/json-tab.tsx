import { Code, Group, Select, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Profile } from '@/api/types'
import { objectQuery } from '@/features/profiles/api/get-object'
import { objectsQuery } from '@/features/profiles/api/list-objects'
import { CopyButton } from '@/shared/ui/copy-button'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'

/** The raw JSON: of the profile, or of a stored object of Stripe's. */
export function JsonTab({ profile }: { profile: Profile }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState('')
  const objects =
    useInfiniteQuery(objectsQuery(profile.id)).data?.pages.flatMap((page) => page.data) ?? []
  const object = useQuery(objectQuery(profile.id, chosen))
  const options = [
    { value: '', label: t('profiles.json.profile') },
    ...objects.map(({ id, kind }) => ({ value: id, label: `${kind} ${id}` })),
  ]
  const show = (value: unknown) => {
    const text = JSON.stringify(value, null, 2)
    return (
      <Stack gap="xs">
        <Group justify="flex-end">
          <CopyButton value={text} label={t('common.copy')} />
        </Group>
        <Code block fz="xs" style={{ maxHeight: 560, overflow: 'auto' }} tabIndex={0}>
          {text}
        </Code>
      </Stack>
    )
  }
  return (
    <Panel>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('profiles.json.lead')}
        </Text>
        <Select
          label={t('profiles.json.object')}
          data={options}
          value={chosen}
          onChange={(value) => setChosen(value ?? '')}
          allowDeselect={false}
          searchable
          maw={520}
        />
        {chosen === '' ? show(profile) : <QueryView query={object}>{show}</QueryView>}
      </Stack>
    </Panel>
  )
}

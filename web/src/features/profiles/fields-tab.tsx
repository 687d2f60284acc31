import { SimpleGrid, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Profile } from '@/api/types'
import { ComputedLead } from '@/features/profiles/computed-lead'
import { ExplainDrawer } from '@/features/profiles/explain-drawer'
import { FieldList } from '@/features/profiles/field-list'
import { kTagsField } from '@/features/profiles/field-values'
import { ManageFields } from '@/features/profiles/manage-fields'
import { fieldsQuery } from '@/shared/data/list-fields'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'

const kColumns = [['standard', 'custom'], ['stripe']] as const

/** All fields by group, each with where it came from. */
export function FieldsTab({ profile }: { profile: Profile }) {
  const { t } = useTranslation()
  const fields = useQuery(fieldsQuery)
  const tags: Field = {
    ...kTagsField,
    label: t('profiles.page.tags'),
    help: t('profiles.page.tagsHelp'),
  }
  const [explained, setExplained] = useState<Field | null>(null)
  return (
    <QueryView query={fields}>
      {({ data }) => (
        <>
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
            {kColumns.map((groups) => (
              <Stack key={groups[0]} gap="lg" miw={0}>
                {groups.map((group) => (
                  <Panel
                    key={group}
                    title={t(`profiles.page.groups.${group}`)}
                    lead={group === 'stripe' && <ComputedLead at={profile.updated} />}
                    actions={group === 'custom' && <ManageFields />}
                  >
                    <FieldList
                      profile={profile}
                      fields={[...data, tags].filter((field) => field.group === group)}
                      onExplain={setExplained}
                    />
                  </Panel>
                ))}
              </Stack>
            ))}
          </SimpleGrid>
          <ExplainDrawer profile={profile} field={explained} onClose={() => setExplained(null)} />
        </>
      )}
    </QueryView>
  )
}

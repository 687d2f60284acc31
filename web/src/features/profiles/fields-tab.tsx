import { SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Profile } from '@/api/types'
import { ComputedLead } from '@/features/profiles/computed-lead'
import { ExplainDrawer } from '@/features/profiles/explain-drawer'
import { FieldList } from '@/features/profiles/field-list'
import { fieldsQuery } from '@/shared/data/list-fields'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'

const kGroups = ['standard', 'stripe', 'custom'] as const

/** All fields by group, each with where it came from. */
export function FieldsTab({ profile }: { profile: Profile }) {
  const { t } = useTranslation()
  const fields = useQuery(fieldsQuery)
  const [explained, setExplained] = useState<Field | null>(null)
  return (
    <QueryView query={fields}>
      {({ data }) => (
        <>
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
            {kGroups.map((group) => {
              const of = data.filter((field) => field.group === group)
              return (
                of.length > 0 && (
                  <Panel
                    key={group}
                    title={t(`profiles.page.groups.${group}`)}
                    lead={group === 'stripe' && <ComputedLead at={profile.updated} />}
                  >
                    <FieldList profile={profile} fields={of} onExplain={setExplained} />
                  </Panel>
                )
              )
            })}
          </SimpleGrid>
          <ExplainDrawer profile={profile} field={explained} onClose={() => setExplained(null)} />
        </>
      )}
    </QueryView>
  )
}

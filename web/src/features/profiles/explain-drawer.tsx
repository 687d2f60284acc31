import { Drawer, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Field, Profile } from '@/api/types'
import { explanationQuery } from '@/features/profiles/api/explain-field'
import { ExplainedList } from '@/features/profiles/explained-list'
import { QueryView } from '@/shared/ui/query-view'

interface Props {
  profile: Profile
  field: Field | null
  onClose: () => void
}

/** "How?": the rule, what counts, what is left out and why. */
export function ExplainDrawer({ profile, field, onClose }: Props) {
  const { t } = useTranslation()
  const explanation = useQuery(explanationQuery(profile.id, field?.name ?? ''))
  return (
    <Drawer
      opened={field !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('profiles.explain.title', { field: field?.label ?? '' })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {field && (
        <QueryView query={explanation}>
          {(data) => (
            <Stack gap="lg">
              <Text fw={500}>{data.sentence}</Text>
              <Stack gap={4}>
                <Title order={3}>{t('profiles.explain.rule')}</Title>
                <Text size="sm" c="dimmed">
                  {data.rule}
                </Text>
              </Stack>
              <ExplainedList
                title={t('profiles.explain.counted')}
                objects={data.counted}
                none={t('profiles.explain.countedNone')}
              />
              <ExplainedList
                title={t('profiles.explain.leftOut')}
                objects={data.left_out}
                none={t('profiles.explain.leftOutNone')}
              />
              {data.has_more && (
                <Text size="sm" c="dimmed">
                  {t('profiles.explain.more')}
                </Text>
              )}
            </Stack>
          )}
        </QueryView>
      )}
    </Drawer>
  )
}

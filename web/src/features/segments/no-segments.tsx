import { Anchor, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from '@/features/segments/no-segments.module.css'
import { useCan } from '@/shared/data/use-can'
import { Empty } from '@/shared/ui/empty'
import { Panel } from '@/shared/ui/panel'

const kExamples = {
  lapsed: {
    all: [
      { activity: 'order_paid', count: { gte: 1 } },
      { activity: 'order_paid', count: { is: 0 }, within: { days: 90 } },
    ],
  },
  loyal: { all: [{ activity: 'order_paid', count: { gte: 3 } }] },
  failing: {
    all: [
      {
        activity: 'order_payment_failed',
        count: { gte: 1 },
        within: { days: 30 },
        not_followed_by: 'order_paid',
      },
    ],
  },
} as const

/** What a segment is, with three to begin with. */
export function NoSegments() {
  const { t } = useTranslation()
  const may = useCan('write')
  return (
    <Panel>
      <Empty
        icon={IconUsersGroup}
        title={t('segments.empty.title')}
        text={t(may ? 'segments.empty.text' : 'segments.empty.viewer')}
        action={
          may && (
            <Stack gap="xs" w="100%">
              {(['lapsed', 'loyal', 'failing'] as const).map((name) => (
                <UnstyledButton
                  key={name}
                  className={classes.example}
                  renderRoot={(props) => (
                    <Link
                      to="/segments/new"
                      search={{
                        condition: kExamples[name],
                        name: t(`segments.empty.${name}`),
                      }}
                      {...props}
                    />
                  )}
                >
                  <Text size="sm" fw={600}>
                    {t(`segments.empty.${name}`)}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {t(`segments.empty.${name}Text`)}
                  </Text>
                </UnstyledButton>
              ))}
              <Anchor size="sm" renderRoot={(props) => <Link to="/segments/recipes" {...props} />}>
                {t('segments.found.all')}
              </Anchor>
            </Stack>
          )
        }
      />
    </Panel>
  )
}

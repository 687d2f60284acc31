import { Button, Group, Select, Stack } from '@mantine/core'
import { IconFilterPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from '@/features/segments/builder.module.css'
import { useBuilder } from '@/features/segments/builder-context'
import { GroupBox } from '@/features/segments/group-box'
import { blank, group, type Records } from '@/features/segments/tree/tree'
import { scopeOf } from '@/features/segments/tree/words'
import { activityLabel } from '@/shared/format/activity'

/** What an activity or an object must be like to count, and what must not have come after it. */
export function WhereBox({ row, depth }: { row: Records; depth: number }) {
  const { t } = useTranslation()
  const { words, edit, replace } = useBuilder()
  const add = () => {
    const first = blank()
    const where = group('all', [first])
    edit((root) => root, first.key)
    replace(row.key, { ...row, where })
  }
  return (
    <Stack gap={8} mt={8}>
      {row.where && (
        <>
          <span className={classes.join}>{t('segments.where.label')}</span>
          <GroupBox group={row.where} scope={scopeOf(words, row)} depth={depth + 1} isWhere />
        </>
      )}
      <Group gap="xs">
        {!row.where && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconFilterPlus size={14} aria-hidden />}
            onClick={add}
          >
            {t('segments.where.add')}
          </Button>
        )}
        {row.of === 'activity' && (
          <Group gap={8}>
            {row.notFollowedBy && (
              <span className={classes.word}>{t('segments.where.followed')}</span>
            )}
            <Select
              size="xs"
              w={200}
              aria-label={t('segments.where.followedAdd')}
              placeholder={t('segments.where.followedAdd')}
              clearable
              clearButtonProps={{ 'aria-label': t('segments.where.followedRemove') }}
              data={words.activities.map(({ name }) => ({
                value: name,
                label: activityLabel(t, name),
              }))}
              value={row.notFollowedBy}
              onChange={(notFollowedBy) => replace(row.key, { ...row, notFollowedBy })}
            />
          </Group>
        )}
      </Group>
    </Stack>
  )
}

import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconBracketsContainStart, IconPlus } from '@tabler/icons-react'
import { Fragment, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '@/features/segments/builder.module.css'
import { useBuilder } from '@/features/segments/builder-context'
import { GroupTools } from '@/features/segments/group-tools'
import { RowBox } from '@/features/segments/row-box'
import { appended, replaced } from '@/features/segments/tree/edit-tree'
import { kDepthMost } from '@/features/segments/tree/limits'
import { blank, type Group as ConditionGroup, group, kJoins } from '@/features/segments/tree/tree'
import type { Scope } from '@/features/segments/tree/words'

interface Props {
  group: ConditionGroup
  scope: Scope
  /** How many groups and filters stand around the conditions of this one, itself among them. */
  depth: number
  /** What an activity or object must be like: not a group among others. */
  isWhere?: boolean
}

/** Conditions that join: all, any, or none of them hold. Those of the outermost group stand on the page itself. */
export function GroupBox({ group: shown, scope, depth, isWhere = false }: Props) {
  const { t } = useTranslation()
  const { edit, errors } = useBuilder()
  const adder = useRef<HTMLButtonElement>(null)
  const { key, join, children } = shown
  const isRoot = depth === 1
  const add = () => {
    const row = blank()
    edit((root) => appended(root, key, row), row.key)
  }
  const addGroup = () => {
    const row = blank()
    edit((root) => appended(root, key, group('any', [row])), row.key)
  }
  const choose = (next: string | null) =>
    edit((root) =>
      replaced(root, key, (at) =>
        at.kind === 'group'
          ? [{ ...at, join: kJoins.find((one) => one === next) ?? at.join }]
          : [at],
      ),
    )
  const error = errors.get(key)
  return (
    <fieldset
      className={`${classes.group} ${isRoot ? '' : classes.nested}`}
      data-join={join}
      aria-label={t('segments.group.label')}
    >
      <Group justify="space-between" mb={8} gap="xs" wrap="nowrap">
        <Select
          size={isRoot ? 'sm' : 'xs'}
          w={210}
          aria-label={t('segments.join.label')}
          allowDeselect={false}
          data={kJoins.map((one) => ({ value: one, label: t(`segments.join.${one}`) }))}
          value={join}
          onChange={choose}
        />
        {!isRoot && <GroupTools group={shown} mayDissolve={!isWhere} />}
      </Group>
      <Stack gap={0}>
        {children.map((child, index) => (
          <Fragment key={child.key}>
            {index > 0 && <span className={classes.join}>{t(`segments.joinShort.${join}`)}</span>}
            {child.kind === 'group' ? (
              <GroupBox group={child} scope={scope} depth={depth + 1} />
            ) : (
              <RowBox
                row={child}
                scope={scope}
                number={index + 1}
                depth={depth}
                onRemoved={() => adder.current?.focus()}
              />
            )}
          </Fragment>
        ))}
        {children.length === 0 && (
          <Text size="sm" c="dimmed" py={6}>
            {t(join === 'any' ? 'segments.group.emptyAny' : 'segments.group.empty')}
          </Text>
        )}
      </Stack>
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" mt={6} role="alert">
          {error}
        </Text>
      )}
      <Group gap="xs" mt={10}>
        <Button
          ref={adder}
          size="compact-sm"
          variant="light"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={add}
        >
          {t('segments.group.add')}
        </Button>
        {depth < kDepthMost && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconBracketsContainStart size={14} aria-hidden />}
            onClick={addGroup}
          >
            {t('segments.group.addGroup')}
          </Button>
        )}
      </Group>
    </fieldset>
  )
}

import { Group, NativeSelect, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { KeptImage } from '@/api/types'
import { useBlocksEditing } from '@/features/templates/blocks/blocks-context'
import { MemberField } from '@/features/templates/blocks/member-field'
import { ShowIf } from '@/features/templates/blocks/show-if'
import { type Block, type Column, changed } from '@/features/templates/blocks/tree'
import { kImageWidth, type Member, membersOf } from '@/features/templates/blocks/types'

const kWide: readonly Member['form'][] = ['line', 'rich', 'html', 'address', 'image', 'name']

/** So many columns; the blocks of those that go move into the last one that stays. */
export function withColumns(columns: readonly Column[], count: number): Column[] {
  const kept = columns.slice(0, count).map(({ blocks }) => ({ blocks }))
  const rest = columns.slice(count).flatMap(({ blocks }) => blocks)
  const last = kept.at(-1)
  if (last) last.blocks = [...last.blocks, ...rest]
  return [
    ...kept,
    ...Array.from({ length: Math.max(0, count - columns.length) }, () => ({ blocks: [] })),
  ]
}

export function BlockSettings({ block, path }: { block: Block; path: string }) {
  const { t } = useTranslation()
  const { edit, readOnly } = useBlocksEditing()
  const set = (name: string, value: unknown, typed = false) =>
    edit(
      (all) =>
        changed(all, block.id, (one) => {
          const next: Block = { ...one, [name]: value }
          if (value === undefined || value === null) delete next[name]
          return next
        }),
      typed ? `${block.id}.${name}` : undefined,
    )
  const members = membersOf(block.type)
  // A small one is shown as large as it is.
  const show = ({ path: src, width }: KeptImage) =>
    edit((all) =>
      changed(all, block.id, (one) => ({
        ...one,
        src,
        ...(one.width === undefined && width < kImageWidth ? { width } : {}),
      })),
    )
  const field = (member: Member) => (
    <MemberField
      key={member.name}
      member={member}
      part={`${path}.${member.name}`}
      value={block[member.name]}
      readOnly={readOnly}
      onChange={(value, typed) => set(member.name, value, typed)}
      onImage={show}
    />
  )
  return (
    <Stack gap="sm" data-settings={block.type}>
      {members.filter(({ form }) => kWide.includes(form)).map(field)}
      <Group gap="sm" align="flex-end">
        {block.columns && (
          <NativeSelect
            label={t('templates.blocks.columns')}
            size="sm"
            disabled={readOnly}
            value={String(block.columns.length)}
            onChange={(event) =>
              set('columns', withColumns(block.columns ?? [], Number(event.currentTarget.value)))
            }
            data={['1', '2', '3', '4']}
          />
        )}
        {members.filter(({ form }) => !kWide.includes(form)).map(field)}
      </Group>
      <ShowIf
        part={`${path}.show_if`}
        value={typeof block.show_if === 'string' ? block.show_if : ''}
        onChange={(value) => set('show_if', value === '' ? undefined : value, true)}
      />
    </Stack>
  )
}

import { Anchor, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocksEditing } from '@/features/templates/blocks/blocks-context'
import { joined } from '@/features/templates/blocks/condition'
import { ConditionMaker } from '@/features/templates/blocks/condition-maker'
import { LazyCodeField } from '@/features/templates/code/lazy-code-field'

interface Props {
  part: string
  value: string
  onChange: (value: string) => void
}

/** Only for whom a block shows: a condition of the template language. */
export function ShowIf({ part, value, onChange }: Props) {
  const { t } = useTranslation()
  const { readOnly } = useBlocksEditing()
  const [opened, setOpened] = useState(value !== '')
  if (!opened && value === '') {
    if (readOnly) return null
    return (
      <Anchor component="button" type="button" size="sm" ta="start" onClick={() => setOpened(true)}>
        {t('templates.blocks.showIf.open')}
      </Anchor>
    )
  }
  return (
    <Stack gap={6} align="stretch">
      <LazyCodeField
        part={part}
        form="condition"
        label={t('templates.blocks.showIf.label')}
        hint={t('templates.blocks.showIf.hint')}
        value={value}
        onChange={onChange}
      />
      {!readOnly && (
        <Group>
          <ConditionMaker onMade={(condition) => onChange(joined(value, condition))} />
        </Group>
      )}
    </Stack>
  )
}

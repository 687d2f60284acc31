import { Box, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from '@/features/segments/builder.module.css'
import { useBuilder } from '@/features/segments/builder-context'
import { RecordsFields } from '@/features/segments/records-fields'
import { RowMenu } from '@/features/segments/row-menu'
import { RowNotes } from '@/features/segments/row-notes'
import { SegmentField } from '@/features/segments/segment-field'
import { SubjectPicker } from '@/features/segments/subject-picker'
import { TestFields } from '@/features/segments/test-fields'
import { kDepthMost } from '@/features/segments/tree/limits'
import type { Row } from '@/features/segments/tree/tree'
import type { Scope } from '@/features/segments/tree/words'
import { WhereBox } from '@/features/segments/where-box'

interface Props {
  row: Row
  scope: Scope
  number: number
  depth: number
  onRemoved: () => void
}

/** One condition: what it asks for, how it compares, and with what. */
export function RowBox({ row, scope, number, depth, onRemoved }: Props) {
  const { t } = useTranslation()
  const { errors, strict, unfinished } = useBuilder()
  const isWrong = errors.has(row.key) || (strict && unfinished.has(row.key))
  return (
    <Box
      role="group"
      aria-label={t('segments.row.label', { number })}
      className={classes.row}
      data-row={row.kind}
      data-wrong={isWrong}
    >
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <div className={classes.line}>
          <SubjectPicker row={row} scope={scope} />
          {row.kind === 'test' && <TestFields row={row} scope={scope} />}
          {row.kind === 'records' && <RecordsFields row={row} />}
          {row.kind === 'segment' && <SegmentField row={row} />}
        </div>
        <RowMenu row={row} mayGroup={depth < kDepthMost} onRemoved={onRemoved} />
      </Group>
      {row.kind === 'records' && <WhereBox row={row} depth={depth} />}
      <RowNotes row={row} />
    </Box>
  )
}

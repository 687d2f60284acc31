import { Button } from '@mantine/core'
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Profile } from '@/api/types'
import { FieldValue } from '@/features/profiles/field-value'
import { PersonCell } from '@/features/profiles/person-cell'
import { ProfileRow } from '@/features/profiles/profile-row'
import classes from '@/features/profiles/profile-table.module.css'
import { useRowKeys } from '@/features/profiles/use-row-keys'

const kRowHeight = 52
const features = tableFeatures({})
const helper = createColumnHelper<typeof features, Profile>()

interface Props {
  caption: string
  rows: Profile[]
  columns: Field[]
  waiting: number
  stale: boolean
  resetKey: string
  onShowAll: () => void
  onTop: (atTop: boolean) => void
}

/** People as rows; only those in sight are in the page. */
export function ProfileTable(props: Props) {
  const { caption, rows, columns, waiting, stale, resetKey, onShowAll, onTop } = props
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const shape = useMemo(
    () => [
      helper.display({
        id: 'person',
        header: () => t('profiles.person'),
        cell: ({ row }) => <PersonCell profile={row.original} />,
      }),
      ...columns.map((field) =>
        helper.display({
          id: field.name,
          header: () => field.label,
          cell: ({ row }) => <FieldValue profile={row.original} field={field} />,
        }),
      ),
    ],
    [columns, t],
  )
  const table = useTable({ features, columns: shape, data: rows, getRowId: (row) => row.id })
  const model = table.getRowModel().rows
  const virtual = useVirtualizer({
    count: model.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => kRowHeight,
    overscan: 8,
    getItemKey: (index) => model[index]?.id ?? index,
  })
  const onKeyDown = useRowKeys(scroller, model.length, (index) => virtual.scrollToIndex(index))
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
    onTop(true)
  }, [resetKey])
  const items = virtual.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const isEnd = useCallback(
    (id: string) =>
      columns.some((f) => f.name === id && (f.type === 'number' || f.type === 'money')),
    [columns],
  )
  return (
    <div className={classes.frame}>
      {waiting > 0 && (
        <Button size="xs" radius="xl" className={classes.waiting} onClick={onShowAll}>
          {t('profiles.changed', { count: waiting })}
        </Button>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: j and k move between the links in it */}
      <div
        ref={scroller}
        className={classes.scroller}
        data-stale={stale}
        onKeyDown={onKeyDown}
        onScroll={(event) => onTop(event.currentTarget.scrollTop < kRowHeight)}
      >
        <table className={classes.table} aria-rowcount={model.length + 1}>
          <caption className={classes.caption}>{caption}</caption>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header) => (
                  <th key={header.id} scope="col" data-end={isEnd(header.column.id)}>
                    <table.FlexRender header={header} />
                  </th>
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {above > 0 && <tr aria-hidden style={{ height: above }} />}
            {items.map((item) => {
              const row = model[item.index]
              return row && <ProfileRow key={row.id} row={row} index={item.index} isEnd={isEnd} />
            })}
            {below > 0 && <tr aria-hidden style={{ height: below }} />}
          </tbody>
        </table>
      </div>
    </div>
  )
}

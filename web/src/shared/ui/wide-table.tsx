import { Table, type TableProps } from '@mantine/core'

/** A table that scrolls sideways where it does not fit, with the keys too. */
export function WideTable({ minWidth, ...props }: TableProps & { minWidth: number }) {
  return (
    <Table.ScrollContainer minWidth={minWidth} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing="sm" horizontalSpacing="lg" {...props} />
    </Table.ScrollContainer>
  )
}

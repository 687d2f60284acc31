import { Skeleton, Stack } from '@mantine/core'

const kWidths = ['92%', '78%', '85%', '64%', '88%', '71%', '80%', '59%']

/** Where rows will stand. */
export function RowsSkeleton({ rows = 6, height = 18 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="sm" aria-hidden py={4}>
      {kWidths
        .concat(kWidths)
        .slice(0, rows)
        .map((width, index) => (
          <Skeleton key={index} height={height} width={width} radius="sm" />
        ))}
    </Stack>
  )
}

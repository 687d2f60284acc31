import { Box } from '@mantine/core'
import { useInViewport } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { sizesQuery } from '@/features/segments/api/get-sizes'
import { linePoints } from '@/features/segments/line-points'
import { formatNumber } from '@/shared/format/money'

const kDays = 30
const kWidth = 96
const kHeight = 24

/** How the size of a segment went in the last days, as a small line; asked once it is in sight. Nothing on its first day. */
export function SizeLine({ id }: { id: string }) {
  const { t } = useTranslation()
  const { ref, inViewport } = useInViewport<HTMLDivElement>()
  const { data } = useQuery({ ...sizesQuery(id, kDays), enabled: inViewport })
  const sizes = data?.days.map((day) => day.size) ?? []
  const words = t('segments.lineWords', {
    from: formatNumber(sizes[0] ?? 0),
    to: formatNumber(sizes.at(-1) ?? 0),
    days: sizes.length,
  })
  return (
    <Box ref={ref} h={kHeight} w={kWidth} data-line={sizes.length}>
      {sizes.length > 1 && (
        <svg width={kWidth} height={kHeight} role="img" aria-label={words}>
          <title>{words}</title>
          <polyline
            points={linePoints(sizes, kWidth, kHeight)}
            fill="none"
            stroke="light-dark(var(--mantine-color-ink-7), var(--mantine-color-ink-3))"
            strokeWidth={1.5}
            strokeLinejoin="round"
          />
        </svg>
      )}
    </Box>
  )
}

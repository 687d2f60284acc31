import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { asProblem } from '@/api/problem'
import { previewQuery } from '@/features/segments/api/preview-segment'
import type { Group } from '@/features/segments/tree/tree'
import { keyOfParam, writeCondition } from '@/features/segments/tree/write-condition'

/** After so long without a key the condition is asked: together with the answer well under 300 ms. */
const kSettleMs = 120

/** The condition that is written, and whom it means now. */
export function usePreview(root: Group) {
  const written = useMemo(() => writeCondition(root), [root])
  const text = JSON.stringify(written.condition)
  const [settled] = useDebouncedValue(text, kSettleMs)
  const preview = useQuery(previewQuery(JSON.parse(settled)))
  const isCurrent = settled === text && !preview.isPlaceholderData && !preview.isFetching
  const problem = preview.error && settled === text ? asProblem(preview.error) : null
  const wrong = keyOfParam(written, problem?.param)
  return { written, preview, isCurrent, problem, wrong }
}

import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SegmentRecipe } from '@/api/types'
import { recipePreviewQuery } from '@/features/segments/api/preview-segment'
import { nameWith, type RecipeOperand, valuesWith } from '@/features/segments/recipes'

/** After so long without a key whom it means is asked anew. */
const kSettleMs = 200

/** A ready-made segment with the values that are chosen for it, and whom it means with these. */
export function useRecipe(recipe: SegmentRecipe) {
  const [chosen, setChosen] = useState<Record<string, RecipeOperand | null>>({})
  const values = valuesWith(recipe, chosen)
  const isWhole = recipe.values.every(({ name }) => values[name] !== undefined)
  const isChanged = recipe.values.some(({ name, proposed }) => (values[name] ?? null) !== proposed)
  const text = JSON.stringify(values)
  const [settled] = useDebouncedValue(text, kSettleMs)
  const preview = useQuery({
    ...recipePreviewQuery(recipe.id, JSON.parse(settled)),
    enabled: isWhole && isChanged && settled === text && recipe.unavailable === null,
  })
  const isCurrent = settled === text && !preview.isPlaceholderData && !preview.isFetching
  // What was counted before stays, marked, until the answer is here.
  const found = !isChanged ? recipe : isWhole ? (preview.data ?? recipe) : null
  return {
    values,
    choose: (name: string, value: RecipeOperand | null) =>
      setChosen((old) => ({ ...old, [name]: value })),
    isWhole,
    isCounting: isChanged && isWhole && !isCurrent,
    error: isChanged && isWhole && isCurrent ? preview.error : null,
    name: isChanged ? nameWith(recipe, values) : recipe.name,
    size: found?.size ?? null,
    sales: found?.sales ?? null,
    condition: isChanged && !isCurrent ? null : (found?.condition ?? null),
  }
}

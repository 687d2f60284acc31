import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SegmentRecipe } from '@/api/types'
import { createSegment } from '@/features/segments/api/create-segment'
import { deleteSegment } from '@/features/segments/api/delete-segment'
import type { useRecipe } from '@/features/segments/use-recipe'
import { useAct } from '@/shared/data/use-act'
import { useSay } from '@/shared/ui/use-say'

interface Props {
  recipe: SegmentRecipe
  made: ReturnType<typeof useRecipe>
}

/** Makes the segment of a recipe as it stands, which can be taken back; or leads to its conditions. */
export function RecipeActions({ recipe, made }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { sayProblem, sayWithUndo } = useSay()
  const changed = () => queries.invalidateQueries({ queryKey: ['segments', 'list'] })
  const { name, values, condition } = made
  const body = { recipe: recipe.id, values, name }
  const make = useAct({
    mutationFn: () => createSegment(body).then(({ id }) => ({ id, of: JSON.stringify(body) })),
    onSuccess: async ({ id }) => {
      await changed()
      sayWithUndo(t('segments.builder.made', { name }), async () => {
        await deleteSegment(id)
        make.reset()
        await changed()
      })
    },
    onError: sayProblem,
  })
  if (!condition) return null
  // Other values make another segment.
  const isMade = make.data?.of === JSON.stringify(body)
  return (
    <Group gap="xs" mt="sm">
      {isMade && make.data ? (
        <Button
          size="xs"
          aria-label={t('segments.recipes.openLabel', { name })}
          renderRoot={(props) => (
            <Link to="/segments/$id" params={{ id: make.data.id }} {...props} />
          )}
        >
          {t('segments.recipes.open')}
        </Button>
      ) : (
        <Button
          size="xs"
          loading={make.isPending}
          onClick={() => make.mutate()}
          aria-label={t('segments.recipes.makeLabel', { name })}
        >
          {t('segments.recipes.make')}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        aria-label={t('segments.recipes.lookLabel', { name })}
        renderRoot={(props) => <Link to="/segments/new" search={{ condition, name }} {...props} />}
      >
        {t('segments.recipes.look')}
      </Button>
    </Group>
  )
}

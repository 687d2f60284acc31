import { Box, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SegmentRecipe } from '@/api/types'
import { createSegment } from '@/features/segments/api/create-segment'
import { deleteSegment } from '@/features/segments/api/delete-segment'
import classes from '@/features/segments/recipe-card.module.css'
import { proposedText, proposedValues } from '@/features/segments/recipes'
import { SalesList } from '@/features/segments/sales-list'
import { useAct } from '@/shared/data/use-act'
import { useCan } from '@/shared/data/use-can'
import { formatNumber } from '@/shared/format/money'
import { useSay } from '@/shared/ui/use-say'

interface Props {
  recipe: SegmentRecipe
  /** Of the shop; null: not known yet. */
  currency: string | null
}

/** A ready-made segment: what it means, whom it means here, one click to make it, or a look at its conditions first. */
export function RecipeCard({ recipe, currency }: Props) {
  const { t } = useTranslation()
  const may = useCan('write')
  const queries = useQueryClient()
  const { sayProblem, sayWithUndo } = useSay()
  const changed = () => queries.invalidateQueries({ queryKey: ['segments', 'list'] })
  const make = useAct({
    mutationFn: () => createSegment({ recipe: recipe.id, values: proposedValues(recipe) }),
    onSuccess: async ({ id, name }) => {
      await changed()
      sayWithUndo(t('segments.builder.made', { name }), async () => {
        await deleteSegment(id)
        make.reset()
        await changed()
      })
    },
    onError: sayProblem,
  })
  const { condition, name, unavailable, values, size } = recipe
  const proposed = values.filter((value) => value.proposed_label !== null)
  const lacking = values.filter((value) => value.proposed === null)
  return (
    <Box className={classes.card} component="article" data-recipe={recipe.id}>
      <Stack gap={6} flex={1}>
        <Title order={3}>{name}</Title>
        <Text size="sm" c="dimmed">
          {recipe.about}
        </Text>
        {proposed.map((value) => (
          <Text key={value.name} size="xs">
            {value.label}: <b>{proposedText(value, currency)}</b>
          </Text>
        ))}
        {unavailable && (
          <Text size="xs" data-unavailable>
            {unavailable}
          </Text>
        )}
        {!unavailable && recipe.counted === null && <Skeleton height={20} width="60%" />}
        {!unavailable && recipe.counted !== null && lacking.length > 0 && (
          <Text size="xs" c="dimmed">
            {t('segments.recipes.lacks', { what: lacking.map((one) => one.label).join(', ') })}
          </Text>
        )}
        {size !== null && (
          <>
            <Text fw={600} className="numbers">
              {formatNumber(size)} {t('segments.people', { count: size })}
            </Text>
            <SalesList sales={recipe.sales ?? {}} />
          </>
        )}
      </Stack>
      {may && condition && !unavailable && (
        <Group gap="xs" mt="sm">
          {make.data ? (
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
            renderRoot={(props) => (
              <Link to="/segments/new" search={{ condition, name }} {...props} />
            )}
          >
            {t('segments.recipes.look')}
          </Button>
        </Group>
      )}
    </Box>
  )
}

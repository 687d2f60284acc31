import { Anchor, Box, Skeleton, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { SegmentRecipe } from '@/api/types'
import { RecipeActions } from '@/features/segments/recipe-actions'
import classes from '@/features/segments/recipe-card.module.css'
import { RecipeValueInput } from '@/features/segments/recipe-value'
import { proposedText } from '@/features/segments/recipes'
import { SalesList } from '@/features/segments/sales-list'
import { useRecipe } from '@/features/segments/use-recipe'
import { useCan } from '@/shared/data/use-can'
import { formatNumber } from '@/shared/format/money'

interface Props {
  recipe: SegmentRecipe
  /** Of the shop; null: not known yet. */
  currency: string | null
}

/** A ready-made segment: what it means, with which values, whom it means here, one click to make it, or a look at its conditions first. */
export function RecipeCard({ recipe, currency }: Props) {
  const { t } = useTranslation()
  const may = useCan('write')
  const made = useRecipe(recipe)
  const { name, about, unavailable, values, counted } = recipe
  return (
    <Box className={classes.card} component="article" data-recipe={recipe.id}>
      <Stack gap={6} flex={1}>
        <Title order={3}>{name}</Title>
        <Text size="sm" c="dimmed">
          {about}
        </Text>
        {unavailable && (
          <Text size="xs" data-unavailable>
            {unavailable}{' '}
            <Anchor
              size="xs"
              underline="always"
              renderRoot={(props) => <Link to="/settings/integrations/stripe" {...props} />}
            >
              {t('segments.row.missingLink')}
            </Anchor>
          </Text>
        )}
        {!unavailable && counted === null && <Skeleton height={20} width="60%" />}
        {!unavailable &&
          counted !== null &&
          values.map((value) =>
            may ? (
              <RecipeValueInput
                key={value.name}
                value={value}
                chosen={made.values[value.name] ?? null}
                currency={currency}
                onChange={(chosen) => made.choose(value.name, chosen)}
              />
            ) : (
              <Text key={value.name} size="xs">
                {value.label}:{' '}
                <b>{proposedText(value, currency) || t('segments.recipes.nothing')}</b>
              </Text>
            ),
          )}
        {made.error && (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {asProblem(made.error).message}
          </Text>
        )}
        {made.size !== null && (
          <Box className={classes.counted} aria-busy={made.isCounting} data-people={made.size}>
            <Text fw={600} className="numbers" role="status">
              {formatNumber(made.size)} {t('segments.people', { count: made.size })}
            </Text>
            <SalesList sales={made.sales ?? {}} />
          </Box>
        )}
      </Stack>
      {may && !unavailable && <RecipeActions recipe={recipe} made={made} />}
    </Box>
  )
}

import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SegmentRecipe } from '@/api/types'
import { broughtIn } from '@/features/segments/recipes'
import { useCan } from '@/shared/data/use-can'
import { formatMoney, formatNumber } from '@/shared/format/money'

/** A ready-made segment in brief: how many it means, what they brought, and for those who may the way to make it. */
export function FoundEntry({ recipe, currency }: { recipe: SegmentRecipe; currency: string }) {
  const { t } = useTranslation()
  const may = useCan('write')
  const { id, name, condition, size } = recipe
  const brought = broughtIn(recipe, currency)
  return (
    <Stack component="li" gap={2} data-found-recipe={id}>
      {may ? (
        <Anchor
          size="sm"
          fw={600}
          renderRoot={(props) => (
            <Link
              to="/segments/new"
              search={{ condition: condition ?? undefined, name }}
              {...props}
            />
          )}
        >
          {name}
        </Anchor>
      ) : (
        <Text size="sm" fw={600}>
          {name}
        </Text>
      )}
      <Text size="sm" className="numbers">
        {formatNumber(size ?? 0)} {t('segments.people', { count: size ?? 0 })}
        {brought > 0 && `, ${formatMoney(brought, currency)}`}
      </Text>
    </Stack>
  )
}

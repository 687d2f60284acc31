import { Button, Group, SimpleGrid, Skeleton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { wordsQuery } from '@/features/segments/api/get-words'
import { recipesQuery } from '@/features/segments/api/list-recipes'
import { FoundEntry } from '@/features/segments/found-entry'
import { ranked } from '@/features/segments/recipes'
import { Panel } from '@/shared/ui/panel'

const kShown = 4
// What was found once is no news: counting anew goes over everybody.
const kFreshMs = 3_600_000

/** What we found in the shop once it is read: ready-made segments by the money behind them, in the shop's currency. */
export function FoundPanel() {
  const { t } = useTranslation()
  const [hidden, setHidden] = useLocalStorage({ key: 'daybook.found-hidden', defaultValue: false })
  const recipes = useQuery({ ...recipesQuery, staleTime: kFreshMs, enabled: !hidden })
  const words = useQuery({ ...wordsQuery, enabled: !hidden })
  const all = recipes.data?.data ?? []
  const counting =
    recipes.isPending || words.isPending || all.some((recipe) => recipe.counted === null)
  const currency = words.data?.currency
  const found = currency ? ranked(all, currency).slice(0, kShown) : []
  const failed = recipes.error !== null || words.error !== null
  if (hidden || failed || (!counting && (!currency || found.length === 0))) return null
  return (
    <Panel
      title={t('segments.found.title')}
      lead={t('segments.found.lead')}
      actions={
        <Group gap="xs">
          <Button
            size="xs"
            variant="subtle"
            renderRoot={(props) => <Link to="/segments/recipes" {...props} />}
          >
            {t('segments.found.all')}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => setHidden(true)}>
            {t('segments.found.hide')}
          </Button>
        </Group>
      }
    >
      {counting && <Skeleton height={44} />}
      {!counting && currency && (
        <SimpleGrid
          component="ul"
          cols={{ base: 1, xs: 2, md: kShown }}
          spacing="md"
          m={0}
          p={0}
          style={{ listStyle: 'none' }}
          data-found
        >
          {found.map((recipe) => (
            <FoundEntry key={recipe.id} recipe={recipe} currency={currency} />
          ))}
        </SimpleGrid>
      )}
    </Panel>
  )
}

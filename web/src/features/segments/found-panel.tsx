import { Anchor, Button, Stack } from '@mantine/core'
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
  const recipes =
    useQuery({ ...recipesQuery, staleTime: kFreshMs, enabled: !hidden }).data?.data ?? []
  const currency = useQuery({ ...wordsQuery, enabled: !hidden }).data?.currency
  const found = currency ? ranked(recipes, currency).slice(0, kShown) : []
  if (hidden || !currency || found.length === 0) return null
  return (
    <Panel
      title={t('segments.found.title')}
      lead={t('segments.found.lead')}
      actions={
        <Button size="xs" variant="subtle" onClick={() => setHidden(true)}>
          {t('segments.found.hide')}
        </Button>
      }
    >
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }} data-found>
        {found.map((recipe) => (
          <FoundEntry key={recipe.id} recipe={recipe} currency={currency} />
        ))}
      </Stack>
      <Anchor
        size="sm"
        mt="sm"
        display="inline-block"
        renderRoot={(props) => <Link to="/segments/recipes" {...props} />}
      >
        {t('segments.found.all')}
      </Anchor>
    </Panel>
  )
}

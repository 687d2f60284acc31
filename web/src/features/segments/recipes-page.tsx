import { Button, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wordsQuery } from '@/features/segments/api/get-words'
import { recipesQuery } from '@/features/segments/api/list-recipes'
import { RecipeCard } from '@/features/segments/recipe-card'
import { byGroup, matchingRecipes } from '@/features/segments/recipes'
import { useCan } from '@/shared/data/use-can'
import { Page } from '@/shared/ui/page'
import { QueryView } from '@/shared/ui/query-view'
import '@/strings/en/segments'

/** Ready-made segments, each with whom it would mean in this shop before it is made. */
export function RecipesPage() {
  const { t } = useTranslation()
  const may = useCan('write')
  const [words, setWords] = useState('')
  const query = useQuery(recipesQuery)
  const currency = useQuery(wordsQuery).data?.currency ?? null
  return (
    <Page
      title={t('segments.recipes.title')}
      lead={t('segments.recipes.lead')}
      help="segments"
      actions={
        may && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/segments/new" {...props} />}
          >
            {t('segments.recipes.own')}
          </Button>
        )
      }
    >
      <Stack gap="lg">
        <TextInput
          maw={420}
          aria-label={t('segments.recipes.search')}
          placeholder={t('segments.recipes.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          data-page-search
          autoComplete="off"
        />
        <QueryView query={query}>
          {({ data }) => {
            const found = byGroup(matchingRecipes(data, words))
            if (found.length === 0) return <Text role="status">{t('segments.recipes.none')}</Text>
            return found.map(([group, recipes]) => (
              <Stack key={group} gap="sm">
                <Title order={2}>{group}</Title>
                <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
                  {recipes.map((recipe) => (
                    <RecipeCard key={recipe.id} recipe={recipe} currency={currency} />
                  ))}
                </SimpleGrid>
              </Stack>
            ))
          }}
        </QueryView>
      </Stack>
    </Page>
  )
}

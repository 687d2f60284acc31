import type { SegmentRecipe } from '@/api/types'
import { formatMoney, minorOf } from '@/shared/format/money'

/** Recipes by their group, in their order. */
export function byGroup(recipes: SegmentRecipe[]): [string, SegmentRecipe[]][] {
  const groups = new Map<string, SegmentRecipe[]>()
  for (const recipe of recipes)
    groups.set(recipe.group, [...(groups.get(recipe.group) ?? []), recipe])
  return [...groups]
}

export function matchingRecipes(recipes: SegmentRecipe[], words: string): SegmentRecipe[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return recipes.filter(({ name, about }) => {
    const text = `${name} ${about}`.toLocaleLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

/** What the shop proposes for a value, as one reads it: an amount is in the shop's currency. */
export function proposedText(
  { type, proposed, proposed_label }: SegmentRecipe['values'][number],
  currency: string | null,
): string {
  const minor = type === 'money' && currency ? minorOf(String(proposed), currency) : undefined
  return minor === undefined ? (proposed_label ?? '') : formatMoney(minor, currency)
}

/** What the shop proposes, as a segment is made of it: what was shown is what is made. */
export const proposedValues = ({ values }: SegmentRecipe) =>
  Object.fromEntries(
    values
      .filter(({ proposed }) => proposed !== null)
      .map(({ name, proposed }) => [name, proposed]),
  )

/** What those whom a recipe means brought in a currency, in its smallest units. */
export const broughtIn = ({ sales }: SegmentRecipe, currency: string): number =>
  sales?.[currency] ?? 0

/** Those that mean somebody here, most money in the shop's currency first. */
export function ranked(recipes: SegmentRecipe[], currency: string): SegmentRecipe[] {
  return recipes
    .filter((recipe) => recipe.unavailable === null && (recipe.size ?? 0) > 0 && recipe.condition)
    .sort((a, b) => broughtIn(b, currency) - broughtIn(a, currency))
}

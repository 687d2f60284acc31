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

export type RecipeValue = SegmentRecipe['values'][number]
export type RecipeOperand = string | number
interface Choice {
  value: string
  label: string
  people: number | null
}

/** The choices of a value by labels that differ: where two are called alike, their ids stand beside them. */
export function labelledChoices(choices: RecipeValue['choices']): Choice[] {
  const times = new Map<string, number>()
  for (const { label } of choices) times.set(label, (times.get(label) ?? 0) + 1)
  return choices.map((one) =>
    (times.get(one.label) ?? 0) > 1 ? { ...one, label: `${one.label} (${one.value})` } : one,
  )
}

/** What is chosen, as one reads it. */
export const labelOf = (choices: Choice[], operand: RecipeOperand | null) =>
  choices.find(({ value }) => value === operand)?.label ?? (operand === null ? '' : String(operand))

/** What was typed: one of the choices, or any other name or id; nothing where nothing stands there. */
export function operandOf(choices: Choice[], text: string): string | null {
  const typed = text.trim()
  const folded = typed.toLocaleLowerCase()
  const found = choices.find(({ label }) => label.toLocaleLowerCase() === folded)
  return found?.value ?? (typed || null)
}

/** The values that a segment is made of: what was chosen, else what the shop proposes. */
export function valuesWith(
  { values }: SegmentRecipe,
  chosen: Record<string, RecipeOperand | null>,
): Record<string, RecipeOperand> {
  const all = values.map(
    ({ name, proposed }) => [name, name in chosen ? chosen[name] : proposed] as const,
  )
  return Object.fromEntries(
    all.filter((one): one is [string, RecipeOperand] => one[1] !== null && one[1] !== undefined),
  )
}

/** What a segment of other values is called: several can be made of one recipe. */
export function nameWith(recipe: SegmentRecipe, values: Record<string, RecipeOperand>): string {
  const labels = recipe.values.flatMap(({ name, choices }) => {
    const value = values[name]
    return value === undefined ? [] : [labelOf(labelledChoices(choices), value)]
  })
  return `${recipe.name}: ${labels.join(', ')}`
}

/** What those whom a recipe means brought in a currency, in its smallest units. */
export const broughtIn = ({ sales }: SegmentRecipe, currency: string): number =>
  sales?.[currency] ?? 0

/** Those that mean somebody here, most money in the shop's currency first. */
export function ranked(recipes: SegmentRecipe[], currency: string): SegmentRecipe[] {
  return recipes
    .filter((recipe) => recipe.unavailable === null && (recipe.size ?? 0) > 0 && recipe.condition)
    .sort((a, b) => broughtIn(b, currency) - broughtIn(a, currency))
}

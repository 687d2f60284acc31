import type { TFunction } from 'i18next'
import type { Field, TemplateValues, TemplateWord, TemplateWords } from '@/api/types'
import { lackingPart } from '@/features/templates/lacking'

/** A name that a template may print, under the path by which it is written. */
export interface Name {
  path: string
  label: string
  /** The object it belongs to: "profile". */
  group: string
  shape: TemplateWord['shape']
  mayLack: boolean
  example: string | null
  /** The part of 1 of people without a value; null where that is not counted. */
  lacking: number | null
}

/** "stripe_order_last_currency" → "Stripe order last currency": for names that have no label. */
const spoken = (name: string) => {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function flatten(
  word: TemplateWord,
  path: string,
  group: string,
  into: Name[],
  labels: Map<string, string>,
  values: TemplateValues | undefined,
) {
  if (word.shape === 'object') {
    for (const member of word.members)
      flatten(member, `${path}.${member.name}`, group, into, labels, values)
    return
  }
  const { shape, may_lack, example } = word
  const label = labels.get(path) ?? spoken(word.name)
  const lacking = lackingPart(values, path)
  into.push({ path, label, group, shape, mayLack: may_lack, example, lacking })
}

/** All names that print something, in the order of the catalogue. */
export function namesOf(
  words: TemplateWords,
  fields: readonly Field[],
  values?: TemplateValues,
): Name[] {
  const labels = new Map(fields.map((field) => [`profile.${field.name}`, field.label]))
  const names: Name[] = []
  for (const word of words.names) flatten(word, word.name, word.name, names, labels, values)
  return names
}

/** The members of what a path names: of an object, of each element of a list, or of a loop's variable. */
export function membersOf(
  words: TemplateWords,
  path: readonly string[],
  loops: ReadonlyMap<string, string>,
): TemplateWord[] {
  let members = words.names
  let shape: TemplateWord['shape'] = 'object'
  const [first = '', ...rest] = path
  const list = loops.get(first)
  // {% for product in cart.products %}: product is an element of that list.
  const steps = list ? [...list.split('.'), 'first', ...rest] : [first, ...rest]
  for (const step of steps) {
    if (shape === 'list' && (step === 'first' || step === 'last')) {
      members = members[0]?.members ?? []
      shape = 'object'
      continue
    }
    const word = members.find(({ name }) => name === step)
    if (!word) return []
    members = word.members
    shape = word.shape
  }
  return shape === 'object' ? members : []
}

/** How a name is printed so that it reads well. `json`: within a webhook's body; `name`: it is asked for, not printed. */
export function outputOf(
  { path, shape }: Pick<Name, 'path' | 'shape'>,
  form: 'text' | 'json' | 'name',
): string {
  if (form === 'name') return path
  if (form === 'json') return `{{ ${path} | json }}`
  if (shape === 'money') return `{{ ${path} | money }}`
  if (shape === 'date') return `{{ ${path} | date: "long" }}`
  if (shape === 'list') return `{{ ${path} | join: ", " }}`
  if (/(^|\.)(first|last)_name$/.test(path)) return `{{ ${path} | default: "there" }}`
  return `{{ ${path} }}`
}

/** Names whose label or path has all the words. */
export function matchingNames(names: readonly Name[], words: string): Name[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/u).filter(Boolean)
  return names.filter(({ label, path }) => {
    const text = `${label} ${path}`.toLocaleLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

const kGroups = ['profile', 'cart', 'trigger', 'campaign', 'message', 'company'] as const

/** What stands over the names of an object in a menu. */
export function groupLabel(t: TFunction, group: string): string {
  const known = kGroups.find((one) => one === group)
  return t(`templates.groups.${known ?? 'other'}`)
}

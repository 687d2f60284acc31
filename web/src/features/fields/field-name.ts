import type { Field } from '@/api/types'

export const kFieldTypes = ['text', 'number', 'money', 'date', 'boolean', 'list'] as const

/** The name that a label suggests: "Größe (EU)" → "grosse_eu". Empty where nothing of it can be in a name. */
export function nameOf(label: string): string {
  return label
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_\d]+|_+$/g, '')
    .slice(0, 60)
}

/** How far computing everybody's values is, from 0 to 1; nothing where it is done. */
export function computedOf(field: Field): number | undefined {
  if (field.state !== 'computing') return undefined
  const { done = 0, total = 0 } = field.progress ?? {}
  return total === 0 ? 0 : Math.min(done / total, 1)
}

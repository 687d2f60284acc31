import { type Block, freshId } from '@/features/templates/blocks/tree'

/** How a member of a block is edited. */
export type Form =
  | 'line'
  | 'rich'
  | 'html'
  | 'address'
  | 'image'
  | 'colour'
  | 'align'
  | 'level'
  | 'yes'
  | 'number'
  | 'name'

export interface Member {
  name: keyof typeof import('@/strings/en/templates').templates.blocks.members
  form: Form
  least?: number
  most?: number
  /** What holds where nothing is chosen; shown in its place. */
  usual?: number
}

/** So wide is a picture of which nothing else is said. */
export const kImageWidth = 536

const align: Member = { name: 'align', form: 'align' }
const number = (name: Member['name'], least: number, most: number, usual?: number): Member => ({
  name,
  form: 'number',
  least,
  most,
  ...(usual === undefined ? {} : { usual }),
})

/** The settings of each type (src/templates/block_table.cc), in the order in which they are shown. */
export const kMembers = {
  heading: [
    { name: 'text', form: 'line' },
    { name: 'level', form: 'level' },
    align,
    { name: 'color', form: 'colour' },
  ],
  text: [
    { name: 'html', form: 'rich' },
    align,
    number('size', 10, 40, 16),
    { name: 'color', form: 'colour' },
  ],
  button: [
    { name: 'label', form: 'line' },
    { name: 'link', form: 'address' },
    align,
    { name: 'color', form: 'colour' },
    { name: 'text_color', form: 'colour' },
    { name: 'full_width', form: 'yes' },
  ],
  image: [
    { name: 'src', form: 'image' },
    { name: 'alt', form: 'line' },
    { name: 'link', form: 'address' },
    align,
    number('width', 1, 600, kImageWidth),
  ],
  divider: [{ name: 'color', form: 'colour' }, number('thickness', 1, 20, 1)],
  spacer: [number('height', 1, 200, 16)],
  columns: [number('gap', 0, 80, 16)],
  section: [{ name: 'background', form: 'colour' }, number('padding', 0, 80, 8)],
  product_list: [{ name: 'items', form: 'name' }],
  order_summary: [{ name: 'source', form: 'name' }],
  html: [{ name: 'html', form: 'html' }],
  footer: [
    { name: 'html', form: 'rich' },
    { name: 'unsubscribe_label', form: 'line' },
    { name: 'preferences_label', form: 'line' },
  ],
} as const satisfies Record<string, readonly Member[]>

export type BlockType = keyof typeof kMembers
export const kTypes = Object.keys(kMembers) as BlockType[]

export const typeOf = (type: string): BlockType | null => kTypes.find((one) => one === type) ?? null

export const membersOf = (type: string): readonly Member[] => {
  const known = typeOf(type)
  return known ? kMembers[known] : []
}

/** What a block of a type begins with: whole, so that the preview shows it at once. `say`: words in the language of the person who writes. */
export function newBlock(
  type: BlockType,
  say: (word: 'heading' | 'text' | 'button') => string,
): Block {
  const id = freshId()
  switch (type) {
    case 'heading':
      return { type, id, text: say('heading'), level: 1 }
    case 'text':
      return { type, id, html: `<p>${say('text')}</p>` }
    case 'button':
      return { type, id, label: say('button'), link: '{{ company.website }}' }
    case 'image':
      return { type, id, src: '', alt: '' }
    case 'columns':
      return { type, id, columns: [{ blocks: [] }, { blocks: [] }] }
    case 'section':
      return { type, id, blocks: [] }
    case 'product_list':
      return { type, id, items: 'cart.products' }
    case 'order_summary':
      return { type, id, source: 'cart' }
    case 'html':
      return { type, id, html: '' }
    default:
      return { type, id }
  }
}

/** A first letter to change: it says hello, says something, leads somewhere, and lets people go. */
export const firstBlocks = (say: Parameters<typeof newBlock>[1]): Block[] =>
  (['heading', 'text', 'button', 'footer'] as const).map((type) => newBlock(type, say))

/** How a block is told from others of its type: how its words begin. */
export function summaryOf(block: Block): string {
  const words =
    block.text ??
    block.label ??
    block.alt ??
    block.html ??
    block.src ??
    block.items ??
    block.source ??
    ''
  const plain = String(words)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&nbsp;/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain
}

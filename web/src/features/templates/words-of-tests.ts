import type { TemplateWord, TemplateWords } from '@/api/types'

const word = (
  name: string,
  shape: TemplateWord['shape'],
  members: TemplateWord[] = [],
  example: string | null = null,
): TemplateWord => ({ name, shape, may_lack: true, example, members })

/** What a small shop's templates may speak of; for tests. */
export const wordsOfTests: TemplateWords = {
  object: 'template_words',
  profile: null,
  names: [
    word('profile', 'object', [
      word('first_name', 'text', [], 'Ada'),
      word('stripe_total_sales', 'money'),
      word('created', 'date'),
      word('tags', 'list'),
    ]),
    word('cart', 'object', [
      word('products', 'list', [word('product', 'object', [word('price', 'money')])]),
    ]),
    word('now', 'date'),
  ],
  filters: ['date', 'default', 'money'],
  tags: ['for', 'if'],
}

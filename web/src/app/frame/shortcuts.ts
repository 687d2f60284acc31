import type { Screen } from '@/app/frame/screens'
import { kModifier } from '@/shared/keys/modifier'

interface Shortcut {
  name: keyof typeof import('@/strings/en/frame').frame.shortcuts
  keys: string[]
  /** One after the other, not together. */
  sequence?: boolean
}

/** `g`, then one of these. */
export const kGo: Readonly<Record<string, Screen['to']>> = {
  h: '/',
  p: '/profiles',
  i: '/settings/integrations/stripe',
  e: '/segments',
  t: '/templates',
  s: '/settings/account',
  '?': '/help',
}

export const kShortcuts: readonly Shortcut[] = [
  { name: 'palette', keys: [kModifier, 'K'] },
  { name: 'search', keys: ['/'] },
  { name: 'sheet', keys: ['?'] },
  { name: 'home', keys: ['g', 'h'], sequence: true },
  { name: 'profiles', keys: ['g', 'p'], sequence: true },
  { name: 'segments', keys: ['g', 'e'], sequence: true },
  { name: 'templates', keys: ['g', 't'], sequence: true },
  { name: 'stripe', keys: ['g', 'i'], sequence: true },
  { name: 'settings', keys: ['g', 's'], sequence: true },
  { name: 'help', keys: ['g', '?'], sequence: true },
  { name: 'down', keys: ['j'] },
  { name: 'up', keys: ['k'] },
  { name: 'open', keys: ['Enter'] },
  { name: 'close', keys: ['Esc'] },
]
